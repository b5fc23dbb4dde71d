/** What this process computes networks on, for the log and for `/model`; only this stage may ask the tensor folder. */

export { processBackend as learningBackend } from '../tensor/select-backend.ts';
