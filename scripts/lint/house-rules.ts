/** The rules of this house that no ready-made lint rule states. Loaded by .oxlintrc.json; proved by tests/house. */

interface SyntaxNode {
  readonly type: string;
}

interface Identifier extends SyntaxNode {
  readonly name?: string;
}

interface Call extends SyntaxNode {
  readonly callee: Identifier;
  readonly arguments: readonly SyntaxNode[];
}

interface VariableDeclaration extends SyntaxNode {
  readonly kind?: 'const' | 'let' | 'var' | 'using' | 'await using';
}

interface ProgramNode extends SyntaxNode {
  readonly body: readonly (SyntaxNode & { readonly declaration?: SyntaxNode | null })[];
}

interface ArrowFunction extends SyntaxNode {
  readonly body: SyntaxNode & { readonly body?: readonly (SyntaxNode & { readonly expression?: SyntaxNode })[] };
}

interface TypeAssertion extends SyntaxNode {
  readonly expression: SyntaxNode & { readonly typeAnnotation?: SyntaxNode };
}

interface RuleContext {
  report(finding: { readonly node: SyntaxNode; readonly message: string }): void;
}

const isDate = (call: Call): boolean => call.callee.type === 'Identifier' && call.callee.name === 'Date';

const isTimer = (node: SyntaxNode | undefined): boolean =>
  node?.type === 'CallExpression' && (node as Call).callee.name === 'setTimeout';

/** `new Date(at)` and `new Date(text)` are pure; without an argument it is now, with several it is the machine's time zone. */
const pureDate = {
  create: (context: RuleContext) => ({
    NewExpression(node: Call): void {
      if (!isDate(node) || node.arguments.length === 1) return;
      const reads = node.arguments.length === 0 ? 'the clock' : "the machine's time zone";
      context.report({ node, message: `new Date(…) reads ${reads} here; take an Instant as an argument.` });
    },
    CallExpression(node: Call): void {
      if (isDate(node)) context.report({ node, message: 'Date() reads the clock; take an Instant as an argument.' });
    },
  }),
};

/** A variable of a module outlives the call, so that the same input could give two answers. */
const noModuleState = {
  create: (context: RuleContext) => ({
    Program(program: ProgramNode): void {
      for (const statement of program.body) {
        const declaration: VariableDeclaration = statement.declaration ?? statement;
        if (declaration.type !== 'VariableDeclaration' || declaration.kind === 'const') continue;
        context.report({
          node: declaration,
          message: `A module-level ${declaration.kind} is state that hides from the fold; pass it in and hand it back.`,
        });
      }
    },
  }),
};

/** A test that sleeps is slow where it passes and wrong where it fails. */
const noSleep = {
  create: (context: RuleContext) => ({
    'NewExpression[callee.name="Promise"] > ArrowFunctionExpression'(node: ArrowFunction): void {
      const only = node.body.type === 'BlockStatement' ? node.body.body?.[0]?.expression : node.body;
      const alone = node.body.type !== 'BlockStatement' || node.body.body?.length === 1;
      if (alone && isTimer(only))
        context.report({ node, message: 'A test waits for a condition or an event, not for time.' });
    },
    'ImportDeclaration[source.value=/^(node:)?timers.promises$/]'(node: SyntaxNode): void {
      context.report({ node, message: 'A test waits for a condition or an event, not for time.' });
    },
  }),
};

/** `as unknown as X` switches the type checker off; narrow the value or parse it. */
const noDoubleAssertion = {
  create: (context: RuleContext) => ({
    TSAsExpression(node: TypeAssertion): void {
      if (node.expression.type !== 'TSAsExpression' || node.expression.typeAnnotation?.type !== 'TSUnknownKeyword')
        return;
      context.report({ node, message: '`as unknown as` switches the type checker off; narrow the value or parse it.' });
    },
  }),
};

export default {
  meta: { name: 'house' },
  rules: {
    'no-double-assertion': noDoubleAssertion,
    'no-module-state': noModuleState,
    'no-sleep': noSleep,
    'pure-date': pureDate,
  },
};
