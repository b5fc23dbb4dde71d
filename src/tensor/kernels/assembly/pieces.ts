/**
 * The first layer of a network on piecewise-linear inputs. As a function of one number it is made of straight pieces, so a
 * row takes from each column's table the piece that its value lies in, rather than to multiply by every bin.
 */

/**
 * For each number of the rows the byte offset of its piece in a table and how far it has come in it, both by rows. The columns
 * lie `room` floats apart. One has `count` pieces from number `first` on (two ints each in `pieces`); piece i > 0 begins at
 * `starts`, and `scales` are one over its length: doubles, since a piece may be a millionth long. Rows are a multiple of 4.
 */
export function findPieces(
  x: usize, room: i32, pieces: usize, starts: usize, scales: usize, offsets: usize, ways: usize, rows: i32, columns: i32,
): void {
  const row = <usize>(columns * 4);
  for (let column = 0; column < columns; column++, pieces += 8, x += <usize>(room * 4)) {
    const first = load<i32>(pieces);
    const from = starts + <usize>((first + 1) * 8);
    const end = starts + <usize>((first + load<i32>(pieces, 4)) * 8);
    let to = <usize>(column * 4);
    for (let at: usize = 0; at < <usize>(rows * 4); at += 16) {
      const values = v128.load(x + at);
      const low = f64x2.promote_low_f32x4(values);
      const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 0));
      let lowPiece = i64x2.splat(<i64>first), highPiece = lowPiece;
      for (let next = from; next < end; next += 8) {
        const start = v128.load64_splat(next);
        lowPiece = i64x2.sub(lowPiece, f64x2.ge(low, start));
        highPiece = i64x2.sub(highPiece, f64x2.ge(high, start));
      }
      const piece = v128.shuffle<i32>(lowPiece, highPiece, 0, 2, 4, 6);
      put(offsets + to, ways + to, i32x4.extract_lane(piece, 0), f64x2.extract_lane(low, 0), starts, scales);
      to += row;
      put(offsets + to, ways + to, i32x4.extract_lane(piece, 1), f64x2.extract_lane(low, 1), starts, scales);
      to += row;
      put(offsets + to, ways + to, i32x4.extract_lane(piece, 2), f64x2.extract_lane(high, 0), starts, scales);
      to += row;
      put(offsets + to, ways + to, i32x4.extract_lane(piece, 3), f64x2.extract_lane(high, 1), starts, scales);
      to += row;
    }
  }
}

// @ts-ignore: decorator
@inline
function put(offset: usize, way: usize, piece: i32, value: f64, starts: usize, scales: usize): void {
  const place = <usize>(piece * 8);
  store<i32>(offset, piece * 128);
  store<f32>(way, <f32>((value - load<f64>(starts + place)) * load<f64>(scales + place)));
}

/**
 * What of a row's pieces adds to a layer at all, each row in 8 + 12 bytes a column: where the list of those that the row is
 * on its way through ends, and where that of the others (two ints, from the row's beginning); of the first the offset
 * and how far, of the others the offset, after the room of the first. A column at its first edge adds nothing (`writeTables`).
 */
export function listPieces(offsets: usize, ways: usize, pieces: usize, lists: usize, rows: i32, columns: i32): void {
  const passedAt = 8 + columns * 8;
  for (let row = 0; row < rows; row++) {
    let onWay: usize = 8;
    let passed = <usize>passedAt;
    for (let column = 0; column < columns; column++, offsets += 4, ways += 4) {
      const offset = load<i32>(offsets);
      const way = load<f32>(ways);
      const range = pieces + <usize>(column * 8);
      const first = load<i32>(range) + <i32>(load<i32>(range, 4) > 1);
      // Written in any case, and kept by moving on: nobody can foresee which it is.
      store<i32>(lists + onWay, offset);
      store<f32>(lists + onWay, way, 4);
      onWay += <usize>(way != 0) << 3;
      store<i32>(lists + passed, offset);
      passed += <usize>(<i32>(way == 0) & <i32>(offset != first * 128)) << 2;
    }
    store<i32>(lists, <i32>onWay);
    store<i32>(lists, <i32>passed, 4);
    lists += <usize>(passedAt + columns * 4);
  }
}

/**
 * out (rows x width, width a multiple of 16) = ReLU of the bias and each column's piece, of rows as listed. The tables hold
 * sixteen outputs at a time, which fits the nearest cache: for each piece 16 values at its start, then 16 changes along it.
 */
export function addPieces(
  tables: usize, tableBytes: i32, bias: usize, lists: usize, out: usize, rows: i32, columns: i32, width: i32,
): void {
  const none = f32x4.splat(0);
  const others = <usize>(8 + columns * 8);
  for (let block = 0; block < width; block += 16) {
    const b0 = v128.load(bias), b1 = v128.load(bias, 16), b2 = v128.load(bias, 32), b3 = v128.load(bias, 48);
    let list = lists;
    let to = out + <usize>(block * 4);
    for (let row = 0; row < rows; row++) {
      let c0 = b0, c1 = b1, c2 = b2, c3 = b3;
      const onWay = list + <usize>load<i32>(list);
      const passed = list + <usize>load<i32>(list, 4);
      for (let at = list + 8; at < onWay; at += 8) {
        // Loads are what this waits for, so one for both.
        const both = load<u64>(at);
        const piece = tables + <usize>both;
        const w = f32x4.splat(reinterpret<f32>(<u32>(both >> 32)));
        c0 = f32x4.add(c0, f32x4.add(v128.load(piece), f32x4.mul(w, v128.load(piece, 64))));
        c1 = f32x4.add(c1, f32x4.add(v128.load(piece, 16), f32x4.mul(w, v128.load(piece, 80))));
        c2 = f32x4.add(c2, f32x4.add(v128.load(piece, 32), f32x4.mul(w, v128.load(piece, 96))));
        c3 = f32x4.add(c3, f32x4.add(v128.load(piece, 48), f32x4.mul(w, v128.load(piece, 112))));
      }
      for (let at = list + others; at < passed; at += 4) {
        const piece = tables + <usize>load<i32>(at);
        c0 = f32x4.add(c0, v128.load(piece));
        c1 = f32x4.add(c1, v128.load(piece, 16));
        c2 = f32x4.add(c2, v128.load(piece, 32));
        c3 = f32x4.add(c3, v128.load(piece, 48));
      }
      v128.store(to, f32x4.pmax(c0, none));
      v128.store(to, f32x4.pmax(c1, none), 16);
      v128.store(to, f32x4.pmax(c2, none), 32);
      v128.store(to, f32x4.pmax(c3, none), 48);
      to += <usize>(width * 4);
      list += others + <usize>(columns * 4);
    }
    bias += 64;
    tables += <usize>tableBytes;
  }
}
