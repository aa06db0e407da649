// What JavaScript may call.
export { allocate } from './memory';
export { inflate } from './inflate';
export * from './scan';
export * from './rows';
