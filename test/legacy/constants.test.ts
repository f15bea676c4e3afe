import { expect } from '@open-wc/testing';
import { call, openWorkspace } from '../support/open-workspace.js';
import { openFixture } from './load-fixture.js';

describe('what a plugin is told about itself', () => {
  for (const [tag, expected, device] of [
    [undefined, 'CPU', 'slow'],
    ['GPU', 'GPU', 'fast'],
  ])
    it(`in constants, in api.config and in its fields, with the tag ${tag}`, async () => {
      const open = openWorkspace({ name: 'lab' });
      try {
        const window = await openFixture(open, 'where-am-i', { ...(tag && { tag }) });
        expect(await call(window, 'where')).to.deep.equal({
          device,
          loaded: ['WhereAmI', device],
          constants: [expected, 'lab', null, null],
          config: {
            ...{ name: 'Where Am I', type: 'window', tag: expected, workspace: 'lab' },
            ...{ engine: null, file_manager: null, window_id: window.window_id },
          },
          field: [expected, 'lab', '0.3.0'],
        });
      } finally {
        open.workspace.dispose();
      }
    });
});
