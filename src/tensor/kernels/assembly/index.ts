/**
 * AssemblyScript, not TypeScript: what networks spend their time on, as WebAssembly SIMD over the memory of the
 * TensorFlow.js WASM backend. All pointers are byte offsets, all matrices row-major 32-bit floats. There is no data
 * segment and no heap: whatever is needed is handed in, so that nothing of the backend's is overwritten.
 */

export { matMul, matMulScratch } from './mat-mul';
export { layerNorm, layerNormGradient } from './layer-norm';
export { causalSoftmax, causalSoftmaxGradient } from './causal-softmax';
export { gatherRows, addRows } from './rows';
export { catalogueLoss, catalogueScratch } from './catalogue-loss';
export { adam, addScaled, addToRows, columnSums, copy, dropout, multiplyEach, relu, reluGradient } from './element-wise';
export { scaleColumns } from './scale';
export { findPieces, listPieces, addPieces } from './pieces';
export { denseLayer, openLayer, addChances } from './dense';
export { startWays, listChanged, traceWays, shareWays } from './trace';
