import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImjoyError, type ErrorCode } from '../../src/base/error.js';
import { checkOperatorConfig } from '../../src/schema/check-operator-config.js';
import { checkServiceConfig } from '../../src/schema/check-service-config.js';
import { checkWindowConfig } from '../../src/schema/check-window-config.js';

function refuses(run: () => unknown, code: ErrorCode, message: RegExp): void {
  assert.throws(run, (error) => {
    assert.ok(error instanceof ImjoyError);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  });
}

const call = (): void => undefined;

test('createWindow takes what the original took', () => {
  const configs = [
    {},
    { type: 'imjoy/generic', name: 'Data', config: null, data: null },
    { data: 3 },
    { data: 'text' },
    { data: [1] },
    { data: { image: 1 }, config: { k: 1 }, w: '20', anything: true },
  ];
  for (const config of configs) assert.equal(checkWindowConfig(config), config);
});

const badWindows: [unknown, RegExp][] = [
  ['Viewer', /window config must be an object, not "Viewer"/],
  [[{ type: 'x' }], /must be an object/],
  [{ name: 3 }, /"name" .* string.* not 3/],
  [{ type: { app: 'x' } }, /"type" .* not \{"app":"x"\}/],
  [{ config: [] }, /"config" .* object.* not \[\]/],
  [{ data: true }, /"data" .* not true/],
  [{ data: call }, /"data" .* not a function/],
];
for (const [config, message] of badWindows)
  test(`createWindow refuses ${message.source}`, () =>
    refuses(() => checkWindowConfig(config), 'WINDOW_CONFIG', message));

test('an operator may leave everything to its plugin, and name its functions', () => {
  for (const config of [{}, { name: 'Blur', run: 'run', update: call, ui: [{}], inputs: null }])
    assert.equal(checkOperatorConfig(config), config);
  refuses(() => checkOperatorConfig({ run: 3 }), 'SERVICE_CONFIG', /"run" of operator .* not 3/);
  refuses(() => checkOperatorConfig({ inputs: 'png' }), 'SERVICE_CONFIG', /"inputs".*"png"/);
  refuses(() => checkOperatorConfig({ ui: 1 }), 'SERVICE_CONFIG', /"ui"/);
});

const engine = {
  type: 'engine',
  name: 'mine',
  url: 'http://127.0.0.1:9527',
  pluginType: 'native-python',
  connect: call,
  disconnect: call,
  listPlugins: call,
  getPlugin: call,
  startPlugin: call,
  getEngineStatus: call,
};

test('known services are checked, custom ones are free-form', () => {
  const good = [
    engine,
    { ...engine, type: '@engine', heartbeat: call, icon: null },
    { type: '@model', name: 'net', predict: call },
    { type: '@transformation', name: 't', transform: call, fit: call },
    { type: 'model', name: 'free', predict: 'not a function' },
    { type: 'my-own', name: 'x', shape: 1 },
  ];
  for (const config of good) assert.equal(checkServiceConfig(config), config);
});

const badServices: [unknown, ErrorCode, RegExp][] = [
  [null, 'SERVICE_CONFIG', /service must be an object, not null/],
  [{ type: 'x' }, 'SERVICE_CONFIG', /"name" .* not undefined/],
  [{ name: 'x' }, 'SERVICE_CONFIG', /"type"/],
  [{ type: '', name: 'x' }, 'SERVICE_CONFIG', /"type" .* non-empty/],
  [{ type: '@warp', name: 'x' }, 'SERVICE_TYPE', /"@warp".*@engine/],
  [{ type: '@constructor', name: 'x' }, 'SERVICE_TYPE', /"@constructor"/],
  [
    { type: '@model', name: 'net' },
    'SERVICE_CONFIG',
    /"predict" of service "net" of type "@model"/,
  ],
  [{ ...engine, connect: 'yes' }, 'SERVICE_CONFIG', /"connect" .* a function, not "yes"/],
  [{ ...engine, heartbeat: 1 }, 'SERVICE_CONFIG', /"heartbeat"/],
  [{ type: 'file-manager', name: 'f', url: '' }, 'SERVICE_CONFIG', /"listFiles"/],
  [{ type: 'engine-factory', name: 'f', addEngine: call }, 'SERVICE_CONFIG', /"removeEngine"/],
];
for (const [config, code, message] of badServices)
  test(`registerService refuses ${message.source}`, () =>
    refuses(() => checkServiceConfig(config), code, message));
