import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { apiMembers } from '../../src/reference/index.js';
import { typeCheck } from '../support/type-check.js';

const REFERENCE = '/// <reference types="imjoy-elements/plugin-api" />\n';

describe('imjoy-elements/plugin-api', () => {
  it('has every member of the reference, with the same words', async () => {
    const uses = apiMembers.map(({ name }) => `api.${name};`);
    const checked = await typeCheck({ 'all.ts': `${REFERENCE}${uses.join('\n')}\nexport {};` });
    assert.deepEqual(checked.problems, []);
    const checker = checked.program.getTypeChecker();
    const said = checked.source('all.ts').statements.flatMap((statement) => {
      if (!ts.isExpressionStatement(statement)) return [];
      const symbol = checker.getSymbolAtLocation(statement.expression);
      assert.ok(symbol, statement.getText());
      const [tag] = symbol.getJsDocTags(checker).filter(({ name }) => name === 'deprecated');
      return {
        // A member with two signatures says it twice.
        doc: ts.displayPartsToString(symbol.getDocumentationComment(checker)).split('\n')[0],
        deprecated: tag && ts.displayPartsToString(tag.text),
      };
    });
    assert.deepEqual(
      said,
      apiMembers.map(({ doc, deprecated }) => ({
        doc,
        deprecated: deprecated && `Older plugins; now ${deprecated}.`,
      })),
    );
  });

  for (const [resolution, module] of [
    [ts.ModuleResolutionKind.Bundler, ts.ModuleKind.ESNext],
    [ts.ModuleResolutionKind.NodeNext, ts.ModuleKind.NodeNext],
    [ts.ModuleResolutionKind.Node10, ts.ModuleKind.CommonJS],
  ] as const)
    it(`checks a plugin in JavaScript, found by ${ts.ModuleResolutionKind[resolution]}`, async () => {
      const plugin = `// @ts-check
${REFERENCE}
class Tool {
  async setup() {
    await api.showMessage('hello', 3);
    await api.showMesage('hello');
    await api.showMessage(3);
  }
  /** @param {import('imjoy-elements/plugin-api').RunContext<{ k: number }>} ctx */
  async run(ctx) {
    const window = await api.createWindow({ type: 'imjoy/image', data: { src: ctx.config.k } });
    await window.resize({ w: 3 });
    ctx.config.l;
    const other = await api.getPlugin('Other');
    return other.anything(window.id);
  }
}
api.export(new Tool());
`;
      const options = { moduleResolution: resolution, module };
      const { problems } = await typeCheck({ 'plugin.js': plugin }, options);
      assert.deepEqual(
        problems.map((problem) => problem.replace(/(:\d+:) .*/, '$1')),
        ['plugin.js:7:', 'plugin.js:8:', 'plugin.js:14:'],
        problems.join('\n'),
      );
      assert.match(problems[0] ?? '', /Did you mean 'showMessage'/);
    });
});
