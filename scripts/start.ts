import './require-node.js';
import { startProduct } from './start/start-product.ts';

/** `npm start`: Kairos with its console, and Ledgerly, the fictional product that shows it, in one process. */
await startProduct();
