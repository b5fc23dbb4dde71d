/** Rows of a table by number: read into a matrix, and a matrix added back to them. `width` is a multiple of 4. */

/** out[i] = table[index[i]] * scale */
export function gatherRows(table: usize, index: usize, out: usize, rows: i32, width: i32, scale: f32): void {
  const bytes = <usize>(width * 4);
  const scales = f32x4.splat(scale);
  for (let row = 0; row < rows; row++) {
    const from = table + <usize>load<i32>(index + <usize>(row * 4)) * bytes;
    for (let at: usize = 0; at < bytes; at += 16) v128.store(out + at, f32x4.mul(v128.load(from + at), scales));
    out += bytes;
  }
}

/** table[index[i]] += values[i] * scale: the gradient of `gatherRows`. */
export function addRows(table: usize, index: usize, values: usize, rows: i32, width: i32, scale: f32): void {
  const bytes = <usize>(width * 4);
  const scales = f32x4.splat(scale);
  for (let row = 0; row < rows; row++) {
    const to = table + <usize>load<i32>(index + <usize>(row * 4)) * bytes;
    for (let at: usize = 0; at < bytes; at += 16)
      v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(v128.load(values + at), scales)));
    values += bytes;
  }
}
