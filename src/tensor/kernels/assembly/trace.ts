/**
 * Follows a ReLU network along the straight way from a typical row's first layer to another's. Between two points where a unit
 * opens or closes the logit is straight in the way and its derivatives are constant, so what a piece adds is exact: the
 * probability's change over the logit's, times the derivatives. In doubles, since what is turned on is turned off again.
 */

// @ts-ignore: decorator
@external('env', 'exp')
declare function exp(x: f64): f64;

/** A logit that changes less is taken as constant: the quotient of two such small differences would be noise. */
const STILL: f64 = 1e-6;
/** Bytes of a member's description before its layers, and of each of them. */
const HEAD: usize = 32;
const LAYER: usize = 24;

/** What the scan found: the layer (-1 for none), the unit's byte offset, and when. */
let foundDepth: i32 = -1;
let foundUnit: usize = 0;
let foundAt: f64 = 0;
/** Of the first layer, whose units turn once at most and at times that nothing changes: the next that turns, and the end of these. */
let nextFirst: usize = 0;
let endOfFirst: usize = 0;

// A member: its tables, their bytes, what they add up to for the typical row, how many hidden layers, the last kernel; then a
// double, the typical row's logit (at first the last bias). A layer: bytes of a vector, kernel (inputs x outputs), the same
// transposed, bias, state, the state at the start. A state is four vectors of doubles: what goes into each ReLU were the way
// to go on backwards from here to its start, the logit's derivative by what comes out, 1 if closed and -1 if open, and what changes along the way.
// @ts-ignore: decorator
@inline
function layerOf(member: usize, depth: i32): usize { return member + HEAD + <usize>depth * LAYER; }
// @ts-ignore: decorator
@inline
function tablesOf(member: usize): usize { return load<u32>(member); }
// @ts-ignore: decorator
@inline
function tableBytesOf(member: usize): usize { return load<u32>(member, 4); }
// @ts-ignore: decorator
@inline
function typicalOf(member: usize): usize { return load<u32>(member, 8); }
// @ts-ignore: decorator
@inline
function depthOf(member: usize): i32 { return load<i32>(member, 12); }
// @ts-ignore: decorator
@inline
function lastOf(member: usize): usize { return load<u32>(member, 16); }
// @ts-ignore: decorator
@inline
function bytesOf(layer: usize): usize { return load<u32>(layer); }
// @ts-ignore: decorator
@inline
function kernelOf(layer: usize): usize { return load<u32>(layer, 4); }
// @ts-ignore: decorator
@inline
function transposedOf(layer: usize): usize { return load<u32>(layer, 8); }
// @ts-ignore: decorator
@inline
function biasOf(layer: usize): usize { return load<u32>(layer, 12); }
// @ts-ignore: decorator
@inline
function valueOf(layer: usize): usize { return load<u32>(layer, 16); }
// @ts-ignore: decorator
@inline
function backOf(layer: usize): usize { return valueOf(layer) + bytesOf(layer); }
// @ts-ignore: decorator
@inline
function signOf(layer: usize): usize { return valueOf(layer) + 2 * bytesOf(layer); }
// @ts-ignore: decorator
@inline
function changeOf(layer: usize): usize { return valueOf(layer) + 3 * bytesOf(layer); }
/** Of the first layer alone: when its units turn, rising, and at as many bytes from there which do. */
// @ts-ignore: decorator
@inline
function timesOf(layer: usize): usize { return valueOf(layer) + 4 * bytesOf(layer); }
// @ts-ignore: decorator
@inline
function startOf(layer: usize): usize { return load<u32>(layer, 20); }

/** Works out what a member makes of the typical row, whose pieces are handed in; every way begins there. */
export function startWays(member: usize, offsets: usize, ways: usize, columns: i32): void {
  const first = layerOf(member, 0);
  const bytes = bytesOf(first);
  copy(valueOf(first), biasOf(first), bytes);
  let typical = typicalOf(member);
  let tables = tablesOf(member);
  for (let at: usize = 0; at < bytes; at += 128) {
    const to = valueOf(first) + at;
    for (let column: usize = 0; column < <usize>columns; column++, typical += 64) {
      const piece = tables + <usize>load<i32>(offsets + column * 4);
      const way = v128.load32_splat(ways + column * 4);
      for (let four: usize = 0; four < 64; four += 16) {
        const reached = f32x4.add(v128.load(piece + four), f32x4.mul(way, v128.load(piece + four, 64)));
        v128.store(typical + four, reached);
        addFloats(to + 2 * four, reached);
      }
    }
    tables += tableBytesOf(member);
  }
  const depth = depthOf(member);
  closeOrOpen(first);
  for (let d = 1; d < depth; d++) {
    const layer = layerOf(member, d);
    copy(valueOf(layer), biasOf(layer), bytesOf(layer));
    passOn(layerOf(member, d - 1), layer, valueOf(layerOf(member, d - 1)), valueOf(layer));
    closeOrOpen(layer);
  }
  const top = layerOf(member, depth - 1);
  store<f64>(member, load<f64>(member, 24) + sumOpen(top, valueOf(top), lastOf(member)), 24);
  copy(backOf(top), lastOf(member), bytesOf(top));
  for (let d = depth - 2; d >= 0; d--) passBack(layerOf(member, d), layerOf(member, d + 1));
  for (let d = 0; d < depth; d++) copy(startOf(layerOf(member, d)), valueOf(layerOf(member, d)), 3 * bytesOf(layerOf(member, d)));
}

/** For each row how many columns are not the typical row's, and then which: `columns` + 1 ints a row. */
export function listChanged(
  offsets: usize, ways: usize, typicalOffsets: usize, typicalWays: usize, changed: usize, rows: i32, columns: i32,
): void {
  const row = <usize>(columns * 4);
  for (let at = 0; at < rows; at++, offsets += row, ways += row, changed += row + 4) {
    let count: usize = 0;
    for (let column: usize = 0; column < row; column += 4) {
      const isSame =
        load<i32>(offsets + column) == load<i32>(typicalOffsets + column) &&
        load<f32>(ways + column) == load<f32>(typicalWays + column);
      if (isSame) continue;
      count += 4;
      store<i32>(changed + count, <i32>(column >> 2));
    }
    store<i32>(changed, <i32>(count >> 2));
  }
}

/**
 * Goes a member's way to each row. Of each row, of the first layer's units: the probability's derivative by what goes into their
 * ReLUs, integrated over the way (doubles, rows x units). And of each row its probability at both ends of the way (doubles, rows x 2).
 */
export function traceWays(
  member: usize, offsets: usize, ways: usize, changed: usize, rows: i32, columns: i32, derivatives: usize, probabilities: usize,
): void {
  const first = layerOf(member, 0);
  const row = <usize>(columns * 4);
  for (let at = 0; at < rows; at++, offsets += row, ways += row, changed += row + 4) {
    for (let d = 0; d < depthOf(member); d++) copy(valueOf(layerOf(member, d)), startOf(layerOf(member, d)), 3 * bytesOf(layerOf(member, d)));
    takeWay(member, offsets, ways, changed, columns);
    trace(member, derivatives, probabilities);
    derivatives += bytesOf(first);
    probabilities += 16;
  }
}

/** effects[row][column] += what the column adds to a member's way, times the derivatives. */
export function shareWays(
  member: usize, offsets: usize, ways: usize, changed: usize, rows: i32, columns: i32, derivatives: usize, effects: usize,
): void {
  const bytes = bytesOf(layerOf(member, 0));
  const row = <usize>(columns * 4);
  for (let at = 0; at < rows; at++, offsets += row, ways += row, changed += row + 4, effects += 2 * row) {
    shareWay(member, offsets, ways, changed, columns, derivatives, effects);
    derivatives += bytes;
  }
}

/** What each column adds to the first layer on the way from the typical row, added up into its change. */
function takeWay(member: usize, offsets: usize, ways: usize, changed: usize, columns: i32): void {
  const first = layerOf(member, 0);
  const to = changeOf(first);
  const end = changed + 4 + <usize>load<i32>(changed) * 4;
  let tables = tablesOf(member);
  let typical = typicalOf(member);
  for (let at: usize = 0; at < bytesOf(first); at += 128) {
    let c0 = f64x2.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
    for (let next = changed + 4; next < end; next += 4) {
      const column = <usize>load<i32>(next);
      const piece = tables + <usize>load<i32>(offsets + column * 4);
      const way = v128.load32_splat(ways + column * 4);
      const from = typical + column * 64;
      let step = stepTo(piece, way, from);
      c0 = f64x2.add(c0, f64x2.promote_low_f32x4(step));
      c1 = f64x2.add(c1, f64x2.promote_low_f32x4(v128.shuffle<i64>(step, step, 1, 0)));
      step = stepTo(piece + 16, way, from + 16);
      c2 = f64x2.add(c2, f64x2.promote_low_f32x4(step));
      c3 = f64x2.add(c3, f64x2.promote_low_f32x4(v128.shuffle<i64>(step, step, 1, 0)));
      step = stepTo(piece + 32, way, from + 32);
      c4 = f64x2.add(c4, f64x2.promote_low_f32x4(step));
      c5 = f64x2.add(c5, f64x2.promote_low_f32x4(v128.shuffle<i64>(step, step, 1, 0)));
      step = stepTo(piece + 48, way, from + 48);
      c6 = f64x2.add(c6, f64x2.promote_low_f32x4(step));
      c7 = f64x2.add(c7, f64x2.promote_low_f32x4(v128.shuffle<i64>(step, step, 1, 0)));
    }
    const place = to + at;
    v128.store(place, c0);
    v128.store(place, c1, 16);
    v128.store(place, c2, 32);
    v128.store(place, c3, 48);
    v128.store(place, c4, 64);
    v128.store(place, c5, 80);
    v128.store(place, c6, 96);
    v128.store(place, c7, 112);
    tables += tableBytesOf(member);
    typical += <usize>columns * 64;
  }
}

// @ts-ignore: decorator
@inline
function stepTo(piece: usize, way: v128, typical: usize): v128 {
  return f32x4.sub(f32x4.add(v128.load(piece), f32x4.mul(way, v128.load(piece, 64))), v128.load(typical));
}

function shareWay(
  member: usize, offsets: usize, ways: usize, changed: usize, columns: i32, total: usize, effects: usize,
): void {
  const end = changed + 4 + <usize>load<i32>(changed) * 4;
  let tables = tablesOf(member);
  let typical = typicalOf(member);
  for (let at: usize = 0; at < bytesOf(layerOf(member, 0)); at += 128) {
    for (let next = changed + 4; next < end; next += 4) {
      const column = <usize>load<i32>(next);
      const piece = tables + <usize>load<i32>(offsets + column * 4);
      const way = v128.load32_splat(ways + column * 4);
      const from = typical + column * 64;
      let sum = f64x2.splat(0);
      for (let four: usize = 0; four < 64; four += 16) {
        const step = stepTo(piece + four, way, from + four);
        const place = total + at + 2 * four;
        sum = f64x2.add(sum, f64x2.mul(f64x2.promote_low_f32x4(step), v128.load(place)));
        sum = f64x2.add(sum, f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<i64>(step, step, 1, 0)), v128.load(place, 16)));
      }
      const effect = effects + column * 8;
      store<f64>(effect, load<f64>(effect) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
    }
    tables += tableBytesOf(member);
    typical += <usize>columns * 64;
  }
}

/** The first layer's change is there; everything else is as at the start. */
function trace(member: usize, derivatives: usize, probabilities: usize): void {
  const depth = depthOf(member);
  const first = layerOf(member, 0);
  const top = layerOf(member, depth - 1);
  listTurns(first);
  for (let d = 1; d < depth; d++) passChange(layerOf(member, d - 1), layerOf(member, d));
  let logit = load<f64>(member, 24);
  let slope = sumOpen(top, changeOf(top), lastOf(member));
  let chance = sigmoid(logit);
  let now: f64 = 0;
  store<f64>(probabilities, chance);
  // What the sigmoid's derivative adds up to since the way began. A derivative counts it from its last change on.
  let passed: f64 = 0;
  clear(derivatives, bytesOf(first));
  while (true) {
    findTurn(member, depth);
    const by = max(foundAt, now) - now;
    const rise = slope * by;
    if (abs(rise) > STILL) {
      const next = sigmoid(logit + rise);
      passed += (next - chance) / slope;
      chance = next;
    } else {
      passed += chance * (1 - chance) * by;
      chance += chance * (1 - chance) * rise;
    }
    logit += rise;
    now += by;
    if (foundDepth < 0) break;
    slope = turn(member, now, slope, derivatives, passed);
  }
  settle(first, derivatives, passed);
  store<f64>(probabilities, chance, 8);
}

// @ts-ignore: decorator
@inline
function sigmoid(logit: f64): f64 { return 1 / (1 + exp(-logit)); }

/** When the first layer's units turn on the way. They are put in order as they come. */
function listTurns(first: usize): void {
  const bytes = bytesOf(first);
  nextFirst = timesOf(first);
  endOfFirst = nextFirst;
  for (let unit: usize = 0; unit < bytes; unit += 8) {
    const sign = load<f64>(signOf(first) + unit);
    const pace = sign * load<f64>(changeOf(first) + unit);
    const gap = -sign * load<f64>(valueOf(first) + unit);
    if (!(pace > 0) || !(gap < pace)) continue;
    const time = max(0, gap / pace);
    let to = endOfFirst;
    for (; to > nextFirst && load<f64>(to - 8) > time; to -= 8) {
      store<f64>(to, load<f64>(to - 8));
      store<u64>(to + bytes, load<u64>(to - 8 + bytes));
    }
    store<f64>(to, time);
    store<u64>(to + bytes, <u64>unit);
    endOfFirst += 8;
  }
}

/** The next unit to open or close before the end. Closed ones rise to zero, open ones fall to it. */
function findTurn(member: usize, depth: i32): void {
  foundDepth = -1;
  foundAt = 1;
  if (nextFirst < endOfFirst && load<f64>(nextFirst) < 1) {
    foundDepth = 0;
    foundAt = load<f64>(nextFirst);
    foundUnit = <usize>load<u64>(nextFirst + bytesOf(layerOf(member, 0)));
  }
  for (let d = 1; d < depth; d++) {
    const layer = layerOf(member, d);
    const bytes = bytesOf(layer);
    const value = valueOf(layer);
    const sign = signOf(layer);
    const change = changeOf(layer);
    for (let unit: usize = 0; unit < bytes; unit += 64) {
      const by = f64x2.splat(foundAt);
      const isTurned = v128.or(
        v128.or(hasTurned(sign + unit, value + unit, change + unit, by), hasTurned(sign + unit + 16, value + unit + 16, change + unit + 16, by)),
        v128.or(hasTurned(sign + unit + 32, value + unit + 32, change + unit + 32, by), hasTurned(sign + unit + 48, value + unit + 48, change + unit + 48, by)),
      );
      // Divided is only where one comes before what was found.
      if (!v128.any_true(isTurned)) continue;
      for (let at = unit; at < unit + 64; at += 8) {
        const side = load<f64>(sign + at);
        take(d, at, side * load<f64>(value + at), side * load<f64>(change + at));
      }
    }
  }
}

/** Whether two units lie on the other side by then: the closed above zero, the open below. */
// @ts-ignore: decorator
@inline
function hasTurned(sign: usize, value: usize, change: usize, by: v128): v128 {
  const then = f64x2.add(v128.load(value), f64x2.mul(by, v128.load(change)));
  return f64x2.gt(f64x2.mul(v128.load(sign), then), f64x2.splat(0));
}

// @ts-ignore: decorator
@inline
function take(depth: i32, unit: usize, gap: f64, pace: f64): void {
  if (!(pace > 0) || !(-gap < foundAt * pace)) return;
  foundAt = -gap / pace;
  foundDepth = depth;
  foundUnit = unit;
}

/** Opens or closes the unit that was found; the logit's slope from here on. */
function turn(member: usize, now: f64, slope: f64, derivatives: usize, passed: f64): f64 {
  const depth = foundDepth;
  const unit = foundUnit;
  const layer = layerOf(member, depth);
  const sign = load<f64>(signOf(layer) + unit);
  const change = load<f64>(changeOf(layer) + unit);
  const back = load<f64>(backOf(layer) + unit);
  store<f64>(signOf(layer) + unit, -sign);
  store<f64>(valueOf(layer) + unit, -change * now);
  if (depth == 0) {
    nextFirst += 8;
    store<f64>(derivatives + unit, load<f64>(derivatives + unit) - sign * back * passed);
  } else pullBack(member, depth, unit, sign * back, derivatives, passed);
  const last = depthOf(member) - 1;
  if (depth == last) return slope + sign * change * load<f64>(lastOf(member) + unit);
  const next = layerOf(member, depth + 1);
  const row = kernelOf(next) + (unit >> 3) * bytesOf(next);
  const step = f64x2.splat(sign * change);
  const away = f64x2.splat(-sign * change * now);
  for (let at: usize = 0; at < bytesOf(next); at += 16) {
    const weights = v128.load(row + at);
    addDoubles(changeOf(next) + at, f64x2.mul(step, weights));
    addDoubles(valueOf(next) + at, f64x2.mul(away, weights));
  }
  for (let d = depth + 2; d <= last; d++) {
    const later = layerOf(member, d);
    moveValues(later, now);
    passChange(layerOf(member, d - 1), later);
    moveValues(later, -now);
  }
  const top = layerOf(member, last);
  return sumOpen(top, changeOf(top), lastOf(member));
}

/** Adds what the unit passes back, or takes it away, to the derivatives of the layers before. */
function pullBack(member: usize, depth: i32, unit: usize, pull: f64, derivatives: usize, passed: f64): void {
  const layer = layerOf(member, depth);
  const before = layerOf(member, depth - 1);
  const column = transposedOf(layer) + (unit >> 3) * bytesOf(before);
  const by = f64x2.splat(pull);
  const first = layerOf(member, 0);
  // What of the first layer changes has counted until now as if it had always been so.
  if (depth != 1) settle(first, derivatives, passed);
  const late = f64x2.splat(-pull * passed);
  for (let at: usize = 0; at < bytesOf(before); at += 16) {
    const weights = v128.load(column + at);
    addDoubles(backOf(before) + at, f64x2.mul(by, weights));
    if (depth == 1) addDoubles(derivatives + at, v128.and(isOpen(before, at), f64x2.mul(late, weights)));
  }
  for (let d = depth - 2; d >= 0; d--) passBack(layerOf(member, d), layerOf(member, d + 1));
  if (depth != 1) settle(first, derivatives, -passed);
}

/** derivatives += what open units pass back, times `passed`. */
function settle(first: usize, derivatives: usize, passed: f64): void {
  const by = f64x2.splat(passed);
  for (let at: usize = 0; at < bytesOf(first); at += 16)
    addDoubles(derivatives + at, f64x2.mul(by, v128.and(isOpen(first, at), v128.load(backOf(first) + at))));
}

/** value += change * by */
function moveValues(layer: usize, by: f64): void {
  for (let at: usize = 0; at < bytesOf(layer); at += 16)
    addDoubles(valueOf(layer) + at, f64x2.mul(f64x2.splat(by), v128.load(changeOf(layer) + at)));
}

/** Units are closed where nothing goes in: the first step opens those that rise from there. */
function closeOrOpen(layer: usize): void {
  for (let at: usize = 0; at < bytesOf(layer); at += 8)
    store<f64>(signOf(layer) + at, load<f64>(valueOf(layer) + at) > 0 ? -1 : 1);
}

// @ts-ignore: decorator
@inline
function isOpen(layer: usize, at: usize): v128 {
  return f64x2.lt(v128.load(signOf(layer) + at), f64x2.splat(0));
}

function passChange(before: usize, layer: usize): void {
  clear(changeOf(layer), bytesOf(layer));
  passOn(before, layer, changeOf(before), changeOf(layer));
}

/** to += what the open units of the layer before pass on of `from`. */
function passOn(before: usize, layer: usize, from: usize, to: usize): void {
  const bytes = bytesOf(layer);
  let row = kernelOf(layer);
  for (let unit: usize = 0; unit < bytesOf(before); unit += 8, row += bytes) {
    if (load<f64>(signOf(before) + unit) > 0) continue;
    const value = v128.load64_splat(from + unit);
    for (let at: usize = 0; at < bytes; at += 16) addDoubles(to + at, f64x2.mul(value, v128.load(row + at)));
  }
}

/** The derivatives by what comes out of a layer, from those of the next. */
function passBack(layer: usize, next: usize): void {
  let row = kernelOf(next);
  for (let unit: usize = 0; unit < bytesOf(layer); unit += 8, row += bytesOf(next))
    store<f64>(backOf(layer) + unit, sumOpen(next, backOf(next), row));
}

/** The sum over the layer's open units of values times weights: four at once, since each addition waits for the one before. */
function sumOpen(layer: usize, values: usize, weights: usize): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (let at: usize = 0; at < bytesOf(layer); at += 64) {
    a = f64x2.add(a, openProduct(layer, values, weights, at));
    b = f64x2.add(b, openProduct(layer, values, weights, at + 16));
    c = f64x2.add(c, openProduct(layer, values, weights, at + 32));
    d = f64x2.add(d, openProduct(layer, values, weights, at + 48));
  }
  const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

// @ts-ignore: decorator
@inline
function openProduct(layer: usize, values: usize, weights: usize, at: usize): v128 {
  return v128.and(isOpen(layer, at), f64x2.mul(v128.load(values + at), v128.load(weights + at)));
}

// @ts-ignore: decorator
@inline
function addDoubles(to: usize, values: v128): void {
  v128.store(to, f64x2.add(v128.load(to), values));
}

/** Four floats, to four doubles. */
// @ts-ignore: decorator
@inline
function addFloats(to: usize, values: v128): void {
  addDoubles(to, f64x2.promote_low_f32x4(values));
  addDoubles(to + 16, f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 0)));
}

function copy(to: usize, from: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at));
}

function clear(to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f64x2.splat(0));
}
