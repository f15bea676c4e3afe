/** A value with what it means. */
export interface DocumentedValue {
  readonly value: string;
  readonly doc: string;
}

/** A field of the config block. Spec 1.5. */
export interface ConfigField {
  readonly name: string;
  /** What it holds, as a TypeScript type. */
  readonly type: string;
  readonly doc: string;
  /** Whether it may be an object with one value for each tag. */
  readonly byTag?: boolean;
  readonly required?: boolean;
  /** The values it can have, or the items of its list. */
  readonly values?: readonly DocumentedValue[];
  /** What to start with, as JSON. */
  readonly example: string;
}

const PLUGIN_TYPES: readonly DocumentedValue[] = [
  { value: 'web-worker', doc: 'JavaScript in a worker: computes beside the page.' },
  { value: 'window', doc: 'A window of its own in HTML, CSS and JavaScript.' },
  { value: 'iframe', doc: 'JavaScript with a DOM, but out of sight.' },
  { value: 'web-python', doc: 'Python in the browser, without an installation.' },
  { value: 'native-python', doc: 'Python in a process on a plugin engine.' },
  { value: 'web-python-window', doc: 'A window whose scripts are Python.' },
  { value: 'rpc-window', doc: 'A page of another site that speaks the protocol, as a window.' },
  { value: 'rpc-worker', doc: 'A worker of another site that speaks the protocol.' },
  { value: 'collection', doc: 'No code: loads the plugins it depends on.' },
];

const FLAGS: readonly DocumentedValue[] = [
  {
    value: 'functional',
    doc: 'All its functions are pure: copies of it may run side by side, and results be kept.',
  },
  { value: 'single-instance', doc: 'One process serves all windows of the browser.' },
  { value: 'allow-detach', doc: 'Goes on running when the browser disconnects.' },
  { value: 'engine', doc: 'May register a service of the type engine.' },
  { value: 'engine-factory', doc: 'May register a service of the type engine-factory.' },
  { value: 'file-manager', doc: 'May register a service of the type file-manager.' },
  { value: 'browserfs', doc: 'Gets the file system of the browser.' },
];

const PERMISSIONS: readonly DocumentedValue[] = [
  { value: 'midi', doc: 'MIDI devices.' },
  { value: 'geolocation', doc: 'Where the user is.' },
  { value: 'microphone', doc: 'Sound from the microphone.' },
  { value: 'camera', doc: 'Pictures from the camera.' },
  { value: 'encrypted-media', doc: 'Playing protected media.' },
  { value: 'full-screen', doc: 'Showing an element on the whole screen.' },
  { value: 'payment-request', doc: 'Asking for payments.' },
];

const BOOLEANS: readonly DocumentedValue[] = [
  { value: 'true', doc: '' },
  { value: 'false', doc: '' },
];

/** Every field that means something in a config block, the important ones first. */
export const configFields: readonly ConfigField[] = [
  {
    name: 'name',
    type: 'string',
    doc: 'What the plugin is called: unique in a workspace, without "/".',
    required: true,
    example: '"My Plugin"',
  },
  {
    name: 'type',
    type: 'string',
    doc: 'Where the plugin runs.',
    byTag: true,
    required: true,
    values: PLUGIN_TYPES,
    example: '"web-worker"',
  },
  {
    name: 'version',
    type: 'string',
    doc: 'Numbers with dots between them; updates are found by comparing them.',
    example: '"0.1.0"',
  },
  {
    name: 'api_version',
    type: 'string',
    doc: 'The version of the ImJoy API the plugin is written for.',
    required: true,
    values: [{ value: '0.1.8', doc: 'The newest.' }],
    example: '"0.1.8"',
  },
  {
    name: 'description',
    type: 'string',
    doc: 'What it does in a sentence: shown in lists and tooltips, and as the form when there is no ui.',
    example: '""',
  },
  {
    name: 'tags',
    type: 'string[]',
    doc: 'Variants of the plugin to choose from; the first is the default.',
    example: '[]',
  },
  {
    name: 'ui',
    type: 'string | object[]',
    doc: "The form of the plugin: text and HTML with items such as {id: 'n', type: 'number', placeholder: 1}.",
    byTag: true,
    example: '""',
  },
  {
    name: 'icon',
    type: 'string | null',
    doc: 'Name of a Material icon, an emoji, or the address of a picture.',
    byTag: true,
    example: '"extension"',
  },
  {
    name: 'cover',
    type: 'string | string[]',
    doc: 'Addresses of pictures, 16:9, shown when it is installed and in its docs.',
    byTag: true,
    example: '""',
  },
  {
    name: 'inputs',
    type: 'object | null',
    doc: 'JSON schema of the data it takes: it is offered as opener for what fits.',
    example: 'null',
  },
  {
    name: 'outputs',
    type: 'object | null',
    doc: 'JSON schema of what its run returns.',
    example: 'null',
  },
  {
    name: 'requirements',
    type: 'string | string[]',
    doc: 'What has to be loaded first: addresses of scripts and style sheets, or Python packages.',
    byTag: true,
    example: '[]',
  },
  {
    name: 'dependencies',
    type: 'string[]',
    doc: 'Plugins it needs, as URI: they are installed with it.',
    byTag: true,
    example: '[]',
  },
  {
    name: 'env',
    type: 'string | string[]',
    doc: 'Commands that make its environment on the plugin engine.',
    byTag: true,
    example: '[]',
  },
  {
    name: 'cmd',
    type: 'string',
    doc: 'The command that runs Python on the plugin engine.',
    example: '"python"',
  },
  {
    name: 'flags',
    type: 'string[]',
    doc: 'How it lives and what it may register.',
    byTag: true,
    values: FLAGS,
    example: '[]',
  },
  {
    name: 'runnable',
    type: 'boolean',
    doc: 'False takes it out of the menu of what can be run.',
    values: BOOLEANS,
    example: 'false',
  },
  {
    name: 'defaults',
    type: 'object',
    doc: 'Of a window: its size w and h and position x and y in units of 30 px, fullscreen, standalone, as_dialog.',
    example: '{"w": 20, "h": 10}',
  },
  {
    name: 'permissions',
    type: 'string[]',
    doc: 'Devices and features its frame may use.',
    values: PERMISSIONS,
    example: '[]',
  },
  {
    name: 'passive',
    type: 'boolean',
    doc: 'True for a plugin that exports nothing: nobody waits for it.',
    byTag: true,
    values: BOOLEANS,
    example: 'true',
  },
  {
    name: 'labels',
    type: 'string[]',
    doc: 'Words it is found by.',
    byTag: true,
    example: '[]',
  },
  {
    name: 'base_frame',
    type: 'string',
    doc: 'Address of a page that speaks the protocol, used as its frame.',
    byTag: true,
    example: '""',
  },
  {
    name: 'base_worker',
    type: 'string',
    doc: 'Address of a script that speaks the protocol, used as its worker.',
    byTag: true,
    example: '""',
  },
  { name: 'url', type: 'string', doc: 'Where it can be downloaded; for readers.', example: '""' },
  {
    name: 'docs',
    type: 'string | object',
    doc: 'Its documentation, where there is no docs block.',
    example: '""',
  },
  { name: 'authors', type: 'object[]', doc: 'Who made it; for readers.', example: '[]' },
  { name: 'license', type: 'string', doc: 'Its license; for readers.', example: '"MIT"' },
  {
    name: 'repository',
    type: 'string',
    doc: 'Where its source is kept; for readers.',
    example: '""',
  },
  { name: 'website', type: 'string', doc: 'Its page; for readers.', example: '""' },
  {
    name: 'mode',
    type: 'string',
    doc: 'What the oldest plugins call their type.',
    example: '"webworker"',
  },
];
