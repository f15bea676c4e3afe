import { expect } from '@open-wc/testing';

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;
type WindowElement = HTMLElement & { readonly ready: Promise<Remote> };

interface ViewerStats {
  readonly shown: string;
  readonly deviation: number;
  readonly threshold: number;
  readonly count: number;
  readonly contrast: { readonly min: number; readonly max: number };
  readonly brightness: number;
}

interface ReportsWindow extends Window {
  readonly ReportingObserver: new (
    callback: () => void,
    options: { types: string[]; buffered: boolean },
  ) => { observe(): void; takeRecords(): { body: { blockedURL: string } }[] };
}

describe('demo/embed.html, under its own strict policy', () => {
  let frame: HTMLIFrameElement;
  let viewer: Remote;
  let histogram: Remote;
  let chart: Remote;

  const stats = async () => (await viewer.getStats?.()) as ViewerStats;

  before(async () => {
    frame = document.createElement('iframe');
    Object.assign(frame, { src: '/demo/embed.html', width: '1200', height: '3400' });
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    const page = frame.contentDocument as Document;
    [viewer, histogram, chart] = (await Promise.all(
      ['viewer', 'histogram', 'chart'].map(
        (id) => (page.getElementById(id) as WindowElement | null)?.ready,
      ),
    )) as [Remote, Remote, Remote];
  });
  after(() => frame.remove());

  it('shows all three windows without breaking a rule of the policy', () => {
    const observed = frame.contentWindow as unknown as ReportsWindow;
    const observer = new observed.ReportingObserver(() => undefined, {
      types: ['csp-violation'],
      buffered: true,
    });
    observer.observe();
    expect(observer.takeRecords().map(({ body }) => body.blockedURL)).to.deep.equal([]);
    for (const api of [viewer, histogram, chart]) expect(api).to.have.property('getStats');
  });

  it('filters the picture, counts again, and tells the article', async () => {
    await viewer.showPicture?.('original');
    const before = await stats();
    await viewer.showPicture?.('filtered');
    const smooth = (await viewer.applyFilter?.({ sigma: 3, threshold: null })) as ViewerStats;
    expect(smooth.shown).to.equal('filtered');
    expect(smooth.deviation).to.be.below(before.deviation * 0.95);
    expect(smooth.count).to.be.within(50, 75);
    const strict = (await viewer.applyFilter?.({ threshold: 12000 })) as ViewerStats;
    expect(strict.threshold).to.equal(12000);
    expect(strict.count).to.be.below(smooth.count);
    const text = frame.contentDocument?.querySelector('[data-live=count]')?.textContent;
    expect(text).to.equal(String(strict.count));
  });

  it('ends with the latest of many filters asked for at once', async () => {
    const asked = [1, 2, 4].map((sigma) => viewer.applyFilter?.({ sigma, threshold: 6000 }));
    const answers = (await Promise.all(asked)) as (ViewerStats & { sigma: number })[];
    expect(answers.at(-1)?.sigma).to.equal(4);
    const again = (await viewer.applyFilter?.({})) as ViewerStats;
    expect(again.count).to.equal(answers.at(-1)?.count);
  });

  it('sets the contrast of the viewer by selecting in the histogram, and back', async () => {
    await histogram.select?.(1000, 20000);
    const dark = await stats();
    await histogram.select?.(1000, 5000);
    const bright = await stats();
    expect(bright.contrast).to.deep.equal({ min: 1000, max: 5000 });
    expect(bright.brightness).to.be.above(dark.brightness + 20);
    await viewer.setContrast?.(2000, 15000);
    expect(await histogram.getSelection?.()).to.deep.equal({ min: 2000, max: 15000 });
  });

  it('shows the histogram of the very image, with the threshold in use', async () => {
    await viewer.applyFilter?.({ sigma: 2, threshold: 7000 });
    const { counts, threshold } = (await histogram.getStats?.()) as {
      counts: number[];
      threshold: number;
    };
    expect(counts.reduce((sum, count) => sum + count)).to.equal(512 * 512);
    expect(threshold).to.equal(7000);
  });

  it('draws a chart with the library it requires', async () => {
    const { ink, sigmas, thresholds, counts } = (await chart.getStats?.()) as {
      ink: number;
      sigmas: number[];
      thresholds: number[];
      counts: number[][];
    };
    expect(ink).to.be.above(1000);
    expect(counts).to.have.length(sigmas.length);
    for (const curve of counts) expect(curve).to.have.length(thresholds.length);
    const peaks = counts.map((curve) => Math.max(...curve));
    expect(peaks[0], 'noise makes false objects').to.be.above((peaks[2] ?? 0) * 1.5);
  });
});
