const EVIL = '<img src=x onerror="window.__hit=1"><script>window.__hit=1</script>';
/** Eight by eight greys. */
export const image = { data: Uint8Array.from({ length: 64 }, (_, i) => i * 4), shape: [8, 8] };
/** A form of one number. */
export const ui = "k: {id: 'k', type: 'number', placeholder: 3}";

/** For each window: data it shows, and data in which every text is an attack. */
export const samples: Readonly<Record<string, { good: unknown; evil: unknown }>> = {
  'imjoy/generic': {
    good: { a: 1, b: ['x'] },
    evil: { [EVIL]: EVIL, list: [new File([''], EVIL)] },
  },
  'imjoy/image': { good: { src: image }, evil: { src: EVIL } },
  'imjoy/image-compare': {
    good: { first: image, second: image },
    evil: { first: EVIL, second: EVIL },
  },
  'imjoy/markdown': {
    good: { source: '# Title\n[link](https://imjoy.io)', plugin_info: { name: 'P', version: '1' } },
    evil: {
      source: `${EVIL} [x](javascript:window.__hit=1)`,
      plugin_info: { name: EVIL, badges: EVIL, version: EVIL, cover: EVIL, icon: EVIL },
    },
  },
  'imjoy/panel': {
    good: { ui },
    evil: { ui: `k: {id: 'k', type: 'string', placeholder: '${EVIL}'}` },
  },
  'imjoy/plugin-editor': {
    good: { name: 'A', code: '<docs>\n# A\n</docs>' },
    evil: { name: EVIL, code: EVIL, tag: EVIL, file: new File([EVIL], EVIL) },
  },
  'imjoy/joy': { good: { ui }, evil: { ui: EVIL } },
  'imjoy/log': {
    good: {
      log_history: [
        { type: 'error', value: 'bad', time: 0 },
        { type: 'warn', value: 'odd' },
        { type: 'progress', value: 40 },
        { type: 'image', value: image },
      ],
    },
    evil: {
      plugin_name: EVIL,
      log_history: [
        { type: 'info', value: EVIL },
        { type: EVIL, value: EVIL },
        { type: 'image', value: EVIL },
      ],
    },
  },
  'imjoy/files': {
    good: [new File(['a,b\n1,2'], 'a.csv')],
    evil: [new File([EVIL], EVIL), { _rtype: 'file', _rvalue: new Blob(), _rpath: EVIL }],
  },
  'imjoy/url_list': {
    good: ['https://imjoy.io'],
    evil: [
      EVIL,
      { href: 'javascript:window.__hit=1', text: EVIL },
      { href: 'https://a.org/"><script>', text: EVIL },
    ],
  },
  'imjoy/workflow': {
    good: { workflow: { ops: [] } },
    evil: { workflow: EVIL },
  },
  'imjoy/table': {
    good: new File(['name,area\n"a, b",1.5\n'], 'cells.csv'),
    evil: [{ [EVIL]: EVIL }, { [EVIL]: 1 }],
  },
  'imjoy/text': {
    good: new File(['one\ntwo'], 'notes.txt'),
    evil: EVIL,
  },
  'imjoy/terminal': {
    good: 'one\r\n\x1b[31mtwo\x1b[0m\r\n',
    evil: EVIL,
  },
  'imjoy/images': {
    good: { images: [image, image] },
    evil: { images: [EVIL, 'javascript:window.__hit=1'] },
  },
};

/** What a plugin might give by mistake. */
export const nonsense: Readonly<Record<string, unknown>> = {
  nothing: null,
  'a number': 7,
  'a list of nothing': [null, undefined],
  'fields of the wrong type': {
    src: 7,
    source: 7,
    images: 7,
    log_history: 7,
    ui: 7,
    first: 7,
    second: 7,
  },
  'an array that lies': { src: { data: new Uint8Array(1), shape: [1e9, 1e9] } },
  'a getter that throws': {
    get src(): unknown {
      throw new Error('boom');
    },
  },
};
