/** What the declarations name themselves, beside the types of plugins. */
const TAKEN =
  'NdArray PluginApi RunContext WindowApi Plugins Record Array Map Set Promise Date Error RegExp Blob File ' +
  'ArrayBuffer DataView BigInt64Array BigUint64Array Float32Array Float64Array Int16Array Int32Array ' +
  'Int8Array Uint16Array Uint32Array Uint8Array Uint8ClampedArray';

/** Each name stands for several types, which have these endings. */
const ENDINGS = ['', 'Config', 'Inputs', 'Outputs', 'Operators'];

/** Makes names of types after what things are called, no two the same. */
export class TypeNames {
  readonly #taken = new Set(TAKEN.split(' '));

  add(text: string): string {
    const base = toTypeName(text);
    for (let nth = 1; ; nth++) {
      const name = nth === 1 ? base : `${base}${nth}`;
      const all = ENDINGS.map((ending) => name + ending);
      if (all.some((each) => this.#taken.has(each))) continue;
      for (const each of all) this.#taken.add(each);
      return name;
    }
  }
}

/** Its words, each with a capital: letters of any script are letters of TypeScript, too. */
function toTypeName(text: string): string {
  const words = text.match(/[\p{L}\p{Nl}\p{Nd}_]+/gu) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[\p{L}\p{Nl}_]/u.test(name) ? name : `Plugin${name}`;
}
