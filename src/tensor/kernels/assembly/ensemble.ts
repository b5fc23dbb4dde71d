/**
 * What scores an ensemble on piecewise-linear inputs. As a function of one number a first layer is made of straight
 * pieces, so a row takes from each column's table the piece that its value lies in, rather than to multiply by every bin.
 */

import { exp1, sum4 } from './exp';

/**
 * For each number of the rows the byte offset of its piece in a table and how far it has come in it. A column has `count`
 * pieces from number `first` on (two ints each in `pieces`); piece i > 0 begins at `starts`, and `scales` are one over its length.
 * Starts and scales are doubles: a piece may be a millionth long.
 */
export function findPieces(
  x: usize, pieces: usize, starts: usize, scales: usize, offsets: usize, ways: usize, rows: i32, columns: i32,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, x += 4, offsets += 4, ways += 4) {
      const own = pieces + <usize>(column * 8);
      const value = <f64>load<f32>(x);
      let piece = load<i32>(own);
      const end = piece + load<i32>(own, 4);
      let at = piece;
      for (let next = piece + 1; next < end; next++) at += i32(value >= load<f64>(starts + <usize>(next * 8)));
      const place = <usize>(at * 8);
      store<i32>(offsets, at * 128);
      store<f32>(ways, <f32>((value - load<f64>(starts + place)) * load<f64>(scales + place)));
    }
  }
}

/**
 * out (rows x width, width a multiple of 16) = ReLU of the bias and each column's piece. The tables hold sixteen outputs at a
 * time, which fits the nearest cache: for each piece 16 values at its start, then 16 changes along it.
 */
export function addPieces(
  tables: usize, tableBytes: i32, bias: usize, offsets: usize, ways: usize, out: usize, rows: i32, columns: i32, width: i32,
): void {
  const none = f32x4.splat(0);
  for (let block = 0; block < width; block += 16) {
    const b0 = v128.load(bias), b1 = v128.load(bias, 16), b2 = v128.load(bias, 32), b3 = v128.load(bias, 48);
    let offset = offsets;
    let way = ways;
    let to = out + <usize>(block * 4);
    for (let row = 0; row < rows; row++) {
      let c0 = b0, c1 = b1, c2 = b2, c3 = b3;
      for (let column = 0; column < columns; column++, offset += 4, way += 4) {
        const piece = tables + <usize>load<i32>(offset);
        const w = v128.load32_splat(way);
        c0 = f32x4.add(c0, f32x4.add(v128.load(piece), f32x4.mul(w, v128.load(piece, 64))));
        c1 = f32x4.add(c1, f32x4.add(v128.load(piece, 16), f32x4.mul(w, v128.load(piece, 80))));
        c2 = f32x4.add(c2, f32x4.add(v128.load(piece, 32), f32x4.mul(w, v128.load(piece, 96))));
        c3 = f32x4.add(c3, f32x4.add(v128.load(piece, 48), f32x4.mul(w, v128.load(piece, 112))));
      }
      v128.store(to, f32x4.max(c0, none));
      v128.store(to, f32x4.max(c1, none), 16);
      v128.store(to, f32x4.max(c2, none), 32);
      v128.store(to, f32x4.max(c3, none), 48);
      to += <usize>(width * 4);
    }
    bias += 64;
    tables += <usize>tableBytes;
  }
}

/** sums[row] += share * sigmoid(lastBias + kernel . ReLU(hidden[row] + bias)); width is a multiple of 4. */
export function addChances(
  hidden: usize, bias: usize, kernel: usize, lastBias: f32, sums: usize, rows: i32, width: i32, share: f32,
): void {
  const bytes = <usize>(width * 4);
  const none = f32x4.splat(0);
  for (let row = 0; row < rows; row++, hidden += bytes, sums += 4) {
    let sum = none;
    for (let at: usize = 0; at < bytes; at += 16)
      sum = f32x4.add(
        sum,
        f32x4.mul(f32x4.max(f32x4.add(v128.load(hidden + at), v128.load(bias + at)), none), v128.load(kernel + at)),
      );
    store<f32>(sums, load<f32>(sums) + share / (1 + exp1(-(sum4(sum) + lastBias))));
  }
}
