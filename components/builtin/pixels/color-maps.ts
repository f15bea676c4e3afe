/** Colour of grey value 0…255, packed as canvas memory has it on little-endian machines: 0xAABBGGRR. */
export type ColorMap = Uint32Array;

type Stop = readonly [red: number, green: number, blue: number];

/** Equally spaced colours, from dark to bright. Viridis, magma and turbo are sampled from their definitions. */
const stops: Readonly<Record<string, readonly Stop[]>> = {
  gray: [
    [0, 0, 0],
    [255, 255, 255],
  ],
  inverted: [
    [255, 255, 255],
    [0, 0, 0],
  ],
  viridis: [
    [68, 1, 84],
    [71, 45, 123],
    [59, 82, 139],
    [44, 114, 142],
    [33, 145, 140],
    [40, 174, 128],
    [94, 201, 98],
    [173, 220, 48],
    [253, 231, 37],
  ],
  magma: [
    [0, 0, 4],
    [29, 17, 71],
    [81, 18, 124],
    [130, 38, 129],
    [183, 55, 121],
    [230, 81, 100],
    [252, 137, 97],
    [254, 197, 134],
    [252, 253, 191],
  ],
  turbo: [
    [48, 18, 59],
    [70, 107, 227],
    [40, 187, 236],
    [49, 242, 153],
    [162, 252, 60],
    [237, 208, 58],
    [251, 128, 34],
    [210, 49, 5],
    [122, 4, 3],
  ],
  fire: [
    [0, 0, 0],
    [60, 0, 130],
    [160, 0, 120],
    [235, 70, 20],
    [255, 160, 0],
    [255, 235, 90],
    [255, 255, 255],
  ],
  red: [
    [0, 0, 0],
    [255, 0, 0],
  ],
  green: [
    [0, 0, 0],
    [0, 255, 0],
  ],
  blue: [
    [0, 0, 0],
    [40, 90, 255],
  ],
  cyan: [
    [0, 0, 0],
    [0, 255, 255],
  ],
  magenta: [
    [0, 0, 0],
    [255, 0, 255],
  ],
  yellow: [
    [0, 0, 0],
    [255, 255, 0],
  ],
};

export const colorMapNames: readonly string[] = Object.keys(stops);

/** The map of that name; grey for a name nobody knows. */
export function colorMap(name: string): ColorMap {
  const colors = (Object.hasOwn(stops, name) ? stops[name] : undefined) ?? [];
  const [first = [0, 0, 0], ...others] = colors.length > 1 ? colors : (stops['gray'] ?? []);
  const anchors = [first, ...others];
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const at = (level / 255) * (anchors.length - 1);
    const from = anchors[Math.floor(at)] ?? first;
    const to = anchors[Math.ceil(at)] ?? from;
    return packed(mix(from, to, at % 1));
  });
}

function mix(from: Stop, to: Stop, share: number): Stop {
  const channel = (i: 0 | 1 | 2): number => Math.round(from[i] + (to[i] - from[i]) * share);
  return [channel(0), channel(1), channel(2)];
}

function packed([red, green, blue]: Stop): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
