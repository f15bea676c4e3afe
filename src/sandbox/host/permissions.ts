/** What every frame of a plugin may do. Never `allow-same-origin`: the opaque origin is the isolation. */
export const SANDBOX_FLAGS =
  'allow-scripts allow-forms allow-modals allow-popups allow-downloads allow-pointer-lock';

/** What a frame may share memory by with the worker it starts, on pages that are isolated themselves. */
export const SHARED_MEMORY = 'cross-origin-isolated';

/** Plugin permissions (`config.permissions`) and the frame feature each one asks for. */
const FEATURES: Readonly<Record<string, string>> = {
  midi: 'midi',
  geolocation: 'geolocation',
  microphone: 'microphone',
  camera: 'camera',
  'encrypted-media': 'encrypted-media',
  'full-screen': 'fullscreen',
  fullscreen: 'fullscreen',
  'payment-request': 'payment',
  'clipboard-write': 'clipboard-write',
  'display-capture': 'display-capture',
  [SHARED_MEMORY]: SHARED_MEMORY,
};

/** Always granted: neither gives a plugin anything about the user or the page. */
const GRANTED = ['fullscreen', 'clipboard-write'];

/**
 * The `allow` attribute for a plugin's permissions; unknown names ask for nothing. For every origin, since a
 * frame's own is opaque: Firefox finds it in no narrower list.
 */
export function allowAttribute(permissions: readonly string[] = []): string {
  const asked = permissions.map((name) =>
    Object.hasOwn(FEATURES, name) ? FEATURES[name] : undefined,
  );
  const features = new Set([...GRANTED, ...asked.filter((name) => name !== undefined)]);
  return Array.from(features, (name) => `${name} *`).join('; ');
}
