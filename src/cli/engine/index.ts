/** Starts a plugin engine from a program of your own. */
export { startLocalEngine as startEngine } from './local-engine.js';
