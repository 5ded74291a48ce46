/**
 * Who may import whom. The tables are the rule; the rules below them are made from the tables. Type-only imports count as
 * imports everywhere: a cycle of types is a cycle.
 */

/** What each package may import of ours: everything, or types alone. A package that isn't in the table imports nothing of ours. */
const LAYERS = {
  engine: {},
  measure: { engine: 'types' },
  client: { engine: 'types' },
  node: { engine: 'types' },
  elements: { client: 'all' },
  react: { client: 'all', elements: 'all' },
  openfeature: { client: 'all', node: 'all' },
  server: { engine: 'all', measure: 'all' },
  cli: { server: 'all' },
};

/**
 * The engine's stages, in the order in which an event passes them. A stage imports only from its left. `condition` is a language and no
 * stop on the way: it knows the kernel alone.
 */
const STAGES = [
  'condition',
  'catalog',
  'observe',
  'detect',
  'qualify',
  'assign',
  'decide',
  'present',
  'upgrade',
  'activate',
];

const TEST_CODE = String.raw`(\.test|-contract)\.tsx?$|(^|/)testing/|^tests/`;

const oneOf = (names) => `(?:${names.join('|')})`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const layerRules = Object.entries(LAYERS).flatMap(([name, allowed]) => {
  const from = { path: `^packages/${name}/`, pathNot: TEST_CODE };
  const typesOnly = Object.keys(allowed).filter((other) => allowed[other] === 'types');
  const known = [name, ...Object.keys(allowed)];
  const listed = Object.entries(allowed).map(([other, what]) => (what === 'types' ? `types of ${other}` : other));
  return [
    forbid(`layer:${name}`, `packages/${name} may import of ours: ${listed.join(', ') || 'nothing'}`, from, {
      path: '^packages/',
      pathNot: `^packages/${oneOf(known)}/`,
    }),
    ...typesOnly.map((other) =>
      forbid(
        `layer:${name}:types-only`,
        `packages/${name} may import types of ${other} alone: write \`import type\``,
        from,
        { path: `^packages/${other}/`, dependencyTypesNot: ['type-only'] },
      ),
    ),
  ];
});

const stageRules = STAGES.map((stage, index) =>
  forbid(
    `stage:${stage}`,
    `a stage imports only the kernel and stages to its left: ${STAGES.slice(0, index).join(', ') || 'none'}`,
    { path: `^packages/engine/src/${stage}/`, pathNot: TEST_CODE },
    {
      path: '^packages/engine/src/',
      pathNot: `^packages/engine/src/${oneOf(['kernel', ...STAGES.slice(0, index + 1)])}/`,
    },
  ),
);

export default {
  forbidden: [
    forbid('no-cycle', 'imports run one way, types included', {}, { circular: true }),
    forbid('resolvable', 'every import leads somewhere', {}, { couldNotResolve: true }),
    ...layerRules,
    forbid(
      'layer:unknown-package',
      'a package that has no row in LAYERS imports nothing of ours',
      { path: `^packages/(?!${oneOf(Object.keys(LAYERS))}/)([^/]+)/`, pathNot: TEST_CODE },
      { path: '^packages/', pathNot: '^packages/$1/' },
    ),
    forbid(
      'layer:apps',
      'nothing imports an app',
      { path: '^(packages|apps)/([^/]+)/' },
      { path: '^apps/', pathNot: '^$1/$2/' },
    ),
    forbid(
      'layer:door',
      'another package is imported by its name, through its door',
      { path: '^(packages|apps)/([^/]+)/', pathNot: TEST_CODE },
      { path: '^(packages|apps|tests|scripts|bench)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    ),
    ...stageRules,
    forbid(
      'stage:kernel',
      'the kernel imports nothing of ours',
      { path: '^packages/engine/src/kernel/', pathNot: TEST_CODE },
      { path: '^(packages|apps)/', pathNot: '^packages/engine/src/kernel/' },
    ),
    forbid(
      'stage:unknown-folder',
      `every folder of the engine is the kernel or a stage: ${STAGES.join(', ')}`,
      { path: String.raw`^packages/engine/src/(?!${oneOf(['kernel', 'testing', ...STAGES])}/)[^/]+/` },
      {},
    ),
    forbid(
      'pure:no-node',
      'the pure packages do no input or output',
      { path: '^packages/(engine|measure)/', pathNot: TEST_CODE },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'tests-stay-tests',
      'what ships imports no test code',
      { path: '^(packages|apps)/', pathNot: TEST_CODE },
      { path: TEST_CODE },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@kairos/source', 'import', 'types', 'node', 'browser', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.d.ts'],
    },
  },
};
