// Stands in for Node's types where the pure packages are compiled: their dependencies refer to them, and would bring fetch,
// process and timers into a core that must not have them.
declare const noSurroundings: unique symbol;
