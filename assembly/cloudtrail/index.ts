// What JavaScript may call.
export { allocate } from './memory';
export * from './scan';
export * from './rows';
