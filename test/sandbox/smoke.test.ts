import { expect } from '@open-wc/testing';
import { createCodec, Peer, standardCodecs } from '../../src/rpc/index.js';
import { BrowserSandbox } from '../../src/sandbox/host/browser-sandbox.js';
import { FrameSource } from '../../src/sandbox/host/frame-source.js';

const make = (
  realm: 'frame' | 'worker',
  content: string,
  api: Record<string, (...a: never[]) => unknown> = {},
) => {
  const peer = new Peer('host', createCodec({ table: standardCodecs(), transport: 'clone' }));
  const sandbox = new BrowserSandbox({
    peer,
    realm,
    container: document.body,
    title: 'T',
    hidden: realm === 'worker',
    source: new FrameSource(new URL('/dist/sandbox.html', location.href).href),
    api: new Map(Object.entries(api).map(([k, fn]) => [k, { fn }])),
    program: {
      name: 'T',
      requirements: [],
      styles: [],
      links: [],
      windows: ['<p id=x>hi</p>'],
      scripts: [{ content, src: null, kind: 'classic', attributes: {}, line: 1 }],
      api: { methods: Object.keys(api), constants: {} },
    },
    onConsole: (lines) => console.log(JSON.stringify(lines)),
  });
  return { peer, sandbox };
};
for (const realm of ['frame', 'worker'] as const)
  it('runs ' + realm, async () => {
    const logs: unknown[] = [];
    const { sandbox, peer } = make(
      realm,
      `class P{ async setup(){} async run(x){ await api.log('hi', x); return {y: x.a+1, f: (z)=>z*2, arr: new Float32Array([1,2])} } boom(){ throw new TypeError('no') } } console.log('con'); api.export(new P())`,
      { log: (...a: unknown[]) => void logs.push(a) },
    );
    await sandbox.start();
    const api = sandbox.exported as Record<string, (...a: unknown[]) => Promise<never>>;
    const r = (await api.run({ a: 1 })) as {
      y: number;
      f(z: number): Promise<number>;
      arr: Float32Array;
    };
    expect(r.y).to.equal(2);
    expect(await r.f(4)).to.equal(8);
    expect(logs).to.deep.equal([['hi', { a: 1 }]]);
    let e: Error | undefined;
    try {
      await api.boom();
    } catch (x) {
      e = x as Error;
    }
    expect(e?.name + ':' + e?.message).to.equal('TypeError:no');
    const t0 = performance.now();
    for (let i = 0; i < 300; i++) await api.setup();
    console.log(realm, 'us/call', ((performance.now() - t0) / 300) * 1000);
    console.log(JSON.stringify(peer.stats));
    sandbox.dispose(new Error('bye') as never);
  });
