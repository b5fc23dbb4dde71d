/** Raw features into numbers of comparable size, as `scaleFeatures` makes them in plain JavaScript. */

/** Beyond so many standard deviations a value says no more. */
const CLIP: f64 = 8;

/**
 * Of rows of `width` floats the chosen columns, scaled, each into `room` floats that follow each other. `how` has 24 bytes for
 * each: which column, whether by log(1 + x), its mean and one over its deviation (two ints, two doubles). What is not
 * finite becomes 0. Four rows at a time: past the last one, what lies there is scaled too.
 */
export function scaleColumns(x: usize, width: i32, rows: i32, how: usize, columns: i32, out: usize, room: i32): void {
  const bytes = <usize>(width * 4);
  for (let column = 0; column < columns; column++, how += 24, out += <usize>(room * 4)) {
    const mean = v128.load64_splat(how, 8);
    const scale = v128.load64_splat(how, 16);
    const isLog = load<i32>(how, 4) != 0;
    let from = x + <usize>(load<i32>(how) * 4);
    for (let row: usize = 0; row < <usize>rows * 4; row += 16) {
      let raw = v128.load32_zero(from);
      from += bytes;
      raw = v128.load32_lane(from, raw, 1);
      from += bytes;
      raw = v128.load32_lane(from, raw, 2);
      from += bytes;
      raw = v128.load32_lane(from, raw, 3);
      from += bytes;
      const isKnown = f32x4.eq(f32x4.sub(raw, raw), f32x4.splat(0));
      if (isLog) raw = f32x4.pmax(f32x4.splat(0), raw);
      let low = f64x2.promote_low_f32x4(raw);
      let high = f64x2.promote_low_f32x4(v128.shuffle<i64>(raw, raw, 1, 0));
      if (isLog) {
        low = logPair(f64x2.add(low, f64x2.splat(1)));
        high = logPair(f64x2.add(high, f64x2.splat(1)));
      }
      low = f32x4.demote_f64x2_zero(clip(f64x2.mul(f64x2.sub(low, mean), scale)));
      high = f32x4.demote_f64x2_zero(clip(f64x2.mul(f64x2.sub(high, mean), scale)));
      v128.store(out + row, v128.and(isKnown, v128.shuffle<i64>(low, high, 0, 2)));
    }
  }
}

// @ts-ignore: decorator
@inline
function clip(value: v128): v128 {
  return f64x2.pmin(f64x2.splat(CLIP), f64x2.pmax(f64x2.splat(-CLIP), value));
}

/** The natural logarithms of two positive, normal doubles: FreeBSD's e_log.c (Sun, 1993). Error below one unit in the last place. */
// @ts-ignore: decorator
@inline
function logPair(x: v128): v128 {
  // Into a power of two and what lies between the square roots of a half and of two.
  const shifted = i64x2.add(x, i64x2.splat(0x00095f6200000000));
  const power = f64x2.sub(
    v128.or(i64x2.shr_u(shifted, 52), i64x2.splat(0x4330000000000000)),
    f64x2.splat(4503599627370496 + 1023),
  );
  const f = f64x2.sub(
    i64x2.add(v128.and(shifted, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3fe6a09e00000000)),
    f64x2.splat(1),
  );
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = f64x2.mul(w, f64x2.splat(1.531383769920937332e-1));
  even = f64x2.mul(w, f64x2.add(even, f64x2.splat(2.222219843214978396e-1)));
  even = f64x2.mul(w, f64x2.add(even, f64x2.splat(3.999999999940941908e-1)));
  let odd = f64x2.mul(w, f64x2.splat(1.479819860511658591e-1));
  odd = f64x2.mul(w, f64x2.add(odd, f64x2.splat(1.818357216161805012e-1)));
  odd = f64x2.mul(w, f64x2.add(odd, f64x2.splat(2.857142874366239149e-1)));
  odd = f64x2.mul(z, f64x2.add(odd, f64x2.splat(6.66666666666673513e-1)));
  const small = f64x2.add(
    f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd))),
    f64x2.mul(power, f64x2.splat(1.90821492927058770002e-10)),
  );
  return f64x2.add(f64x2.add(f64x2.sub(small, half), f), f64x2.mul(power, f64x2.splat(6.93147180369123816490e-1)));
}
