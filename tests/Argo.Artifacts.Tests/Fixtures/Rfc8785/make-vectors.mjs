// Makes the vectors beside this file with an implementation that is not Argo's: a JavaScript engine, whose
// number and string forms RFC 8785 prescribes. Made with node v20.20.2; any later engine gives the same bytes:
//
//   node make-vectors.mjs
//
// powers.txt     a line each: the 64 bits of a double in hex, a space, its canonical form (all powers of two and ten)
// numbers.txt    the same of every other kind of number
// documents.txt  pairs of lines: a document in any form (ASCII only), its canonical form
//
// Nothing here is random: the generator is seeded.
import { writeFileSync } from 'node:fs';

const view = new DataView(new ArrayBuffer(8));
const bitsOf = value => { view.setFloat64(0, value); return view.getBigUint64(0); };
const ofBits = bits => { view.setBigUint64(0, BigInt.asUintN(64, bits)); return view.getFloat64(0); };

let state = 8785n;
const next = () => { // xorshift64
  state ^= BigInt.asUintN(64, state << 13n);
  state ^= state >> 7n;
  return state ^= BigInt.asUintN(64, state << 17n);
};
const below = count => Number(next() % BigInt(count));

// ---- numbers

let bits = new Set();
const add = value => bits.size < bits.add(bitsOf(value)).size;
const around = (value, reach) => {
  for (let step = -reach; step <= reach; step++)
    bits.add(bitsOf(value) + BigInt(step));
};

const lines = () => [...bits].sort((one, other) => one < other ? -1 : 1)
  .filter(each => Number.isFinite(ofBits(each)))
  .map(each => `${each.toString(16).padStart(16, '0')} ${JSON.stringify(ofBits(each))}\n`);

for (let exponent = -1074; exponent <= 1023; exponent++)
  add(2 ** exponent);
for (let exponent = -323; exponent <= 308; exponent++)
  add(Number('1e' + exponent));
const powers = lines();

bits = new Set();
for (const given of [ // RFC 8785, appendix B
  '0000000000000000', '8000000000000000', '0000000000000001', '8000000000000001', '7fefffffffffffff',
  'ffefffffffffffff', '4340000000000000', 'c340000000000000', '4430000000000000', '44b52d02c7e14af5',
  '44b52d02c7e14af6', '44b52d02c7e14af7', '444b1ae4d6e2ef4e', '444b1ae4d6e2ef4f', '444b1ae4d6e2ef50',
  '3eb0c6f7a0b5ed8c', '3eb0c6f7a0b5ed8d', '41b3de4355555553', '41b3de4355555554', '41b3de4355555555',
  '41b3de4355555556', '41b3de4355555557', 'becbf647612f3696', '43143ff3c1cb0959'])
  bits.add(BigInt('0x' + given));
for (const edge of [1e21, 1e-6, 1e-7, 2 ** 53, 2 ** 63, 2 ** 64, 2 ** -1022, 2 ** -25, 1e23, 0.1, 1 / 3])
  around(edge, 4);
for (let count = 1; count <= 20; count++) // the smallest and the largest subnormals
  bits.add(BigInt(count)).add((1n << 52n) - BigInt(count));
for (let count = 0; count < 200; count++) // subnormals of any length
  bits.add((next() & ((1n << 52n) - 1n)) >> BigInt(below(52)));
for (let count = 0; count < 200; count++) // few bits: their digits end soon
  add((1 + below(1 << 20)) * 2 ** (below(90) - 60));
for (let count = 0; count < 200;) { // just between two decimals: the even one is taken
  const value = (1 + 2 * below(2 ** 32)) * 2 ** -(15 + below(35));
  const digits = text => text.replace(/e.*$/, '').replace('.', '').replace(/^0+|0+$/g, '');
  if (digits(value.toPrecision(60)).length === digits(value.toExponential()).length + 1)
    count += add(value) ? 1 : 0;
}
for (let count = 0; count < 400; count++) // whole numbers of any length
  add(Number(next() >> BigInt(below(64))));
for (let count = 0; count < 400; count++) // milliseconds, as durations are
  add(below(1_000_000_000) / 10_000);
for (let count = 0; count < 2500; count++) // anything
  bits.add(next());

const numbers = lines();

// ---- documents

// RFC 8785, section 3.2.3: members in the order of their names' UTF-16 units, each part as JSON.stringify has it
const canonical = value =>
  Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
    : value !== null && typeof value === 'object'
      ? `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
      : JSON.stringify(value);

const unit = code => `\\u${code.toString(16).padStart(4, '0')}`;
const escaped = text => `"${[...Array(text.length).keys()].map(at => unit(text.charCodeAt(at))).join('')}"`;
const spelled = text => // in any of the ways in which JSON may have it, ASCII only
  below(2) === 0 ? escaped(text) : JSON.stringify(text).replace(/[^\x20-\x7e]/g, each => unit(each.charCodeAt(0)));

const edges = [0x00, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1f, 0x20, 0x22, 0x2f, 0x30, 0x39, 0x41, 0x5c, 0x61, 0x7e,
  0x7f, 0x80, 0x85, 0xa0, 0xff, 0x100, 0x7ff, 0x800, 0x2028, 0x2029, 0x20ac, 0xd7ff, 0xe000, 0xfb33, 0xfdd0, 0xfeff,
  0xfffd, 0xfffe, 0xffff, 0x10000, 0x1f600, 0x1ffff, 0xe0001, 0x10fffd, 0x10ffff];
const word = () => String.fromCodePoint(...Array.from({ length: below(5) }, () => edges[below(edges.length)]));
const names = ['', '1', '2', '10', '9', '-1', 'a', 'A', 'aa', 'a\u0000', '__proto__', 'constructor', 'toJSON2'];
const name = () => below(4) === 0 ? names[below(names.length)] : word();
const blank = () => [' ', '', '\t', '', '', '  '][below(6)];

const scalar = () => [
  () => spelled(word()), () => 'null', () => 'true', () => 'false',
  () => [`${below(1000)}.50`, `-${below(100)}e-${below(9)}`, '-0', '1E400'.slice(0, 3), `${below(1000)}.0E+3`][below(5)],
][below(5)]();
const list = depth => `[${Array.from({ length: below(4) }, () => blank() + document(depth - 1)).join(',')}${blank()}]`;
const object = depth => {
  const members = [...new Set(Array.from({ length: below(7) }, name))];
  return `{${members.map(each => `${blank()}${spelled(each)}${blank()}:${document(depth - 1)}`).join(',')}${blank()}}`;
};
const document = depth => depth === 0 ? scalar() : [scalar, list, object, object][below(4)](depth);

const inputs = [];
for (let start = 0; start < 0x200; start += 64) // every unit of two blocks
  inputs.push(escaped(String.fromCharCode(...Array.from({ length: 64 }, (_, at) => start + at))));
inputs.push(escaped(String.fromCodePoint(...edges)));
inputs.push(`{${edges.map(code => `${escaped(String.fromCodePoint(code))}:${code}`).reverse().join(',')}}`);
for (let count = 0; count < 300; count++)
  inputs.push(object(3));

const documents = inputs.map(input => `${input}\n${canonical(JSON.parse(input))}\n`);

writeFileSync(new URL('powers.txt', import.meta.url), powers.join(''));
writeFileSync(new URL('numbers.txt', import.meta.url), numbers.join(''));
writeFileSync(new URL('documents.txt', import.meta.url), documents.join(''));
