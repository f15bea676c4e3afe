import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import type { FarSide, Remote } from './far-side.js';
import { refusalOf } from './refusal-of.js';

/**
 * What calls over any connection keep to: functions that cross, failures, and signals that abort.
 * @param options whether what is shared inside a value stays shared
 */
export function callContract(getFar: () => FarSide, { sharing = true } = {}): void {
  let far: FarSide;
  before(() => {
    far = getFar();
  });

  describe('carries functions', () => {
    it('that may be called again and again', async () => {
      expect(await far.callTwice((x: number) => x * 10)).to.deep.equal([10, 20]);
    });

    it('in arrays, maps, sets and deep in objects', async () => {
      expect(await far.callAll([(i: number) => i, (i: number) => i * 5])).to.deep.equal([0, 5]);
      const holder = { a: new Map([['k', new Set([{ f: (x: number) => x + 1 }])]]) };
      const back = (await far.echo(holder)) as typeof holder;
      const [inner] = back.a.get('k') ?? [];
      expect(await inner!.f(1)).to.equal(2);
    });

    it('the same one as the same one, within a message', async () => {
      const fn = () => 0;
      const [a, b] = (await far.echo([fn, fn])) as unknown[];
      expect(a).to.equal(b);
    });

    it('with `this` being the object they are members of', async () => {
      const object = {
        factor: 3,
        times(x: number) {
          return x * this.factor;
        },
      };
      expect(await far.member(object, 'times', 2)).to.equal(6);
      object.factor = 5;
      expect(await far.member(object, 'times', 2)).to.equal(10);
    });

    it('of instances as interfaces without private members', async () => {
      const counter = (await far.counter(10)) as Record<string, Remote>;
      expect(counter.value).to.equal(10);
      expect(counter).to.have.all.keys('_rintf', 'value', 'add');
      expect(await counter.add!(5)).to.equal(15);
      expect(await counter.add!(5)).to.equal(20);
    });

    it('of instances that also hold what cannot be sent', async () => {
      class Widget {
        readonly node = document.createElement('p');
        readonly parent = { widget: this };
        name() {
          return 'widget';
        }
      }
      const widget = new Widget();
      expect(await far.member(widget, 'name')).to.equal('widget');
      const inner = sharing ? '#1' : '{name:function}';
      expect(await far.describe([widget, widget.parent])).to.equal(
        `[{name:function},{widget:${inner}}]`,
      );
    });

    it('but no `then`, which would answer every await', async () => {
      const stolen = (await far.thenable()) as { value: Record<string, unknown> };
      expect(stolen.value).to.deep.equal({ x: 1 });
      const hostile = { then: (resolve: (value: string) => void) => resolve('stolen'), x: 1 };
      expect(await far.describe([hostile])).to.equal('[{x:1}]');
      class Thenable {
        readonly x = 1;
        then(): void {}
      }
      expect(await far.describe([new Thenable()])).to.equal('[{x:1}]');
    });

    it('of the far side back to it', async () => {
      await far.keep('fn', (x: number) => x + 100);
      const fn = (await far.give('fn')) as Remote;
      expect(await far.callTwice(fn)).to.deep.equal([101, 102]);
    });
  });

  describe('rejects with what was thrown', () => {
    it('errors with class, name and message', async () => {
      const error = await refusalOf(far.raise('out of range'));
      expect(error).to.be.instanceOf(RangeError);
      expect(`${error.name}: ${error.message}`).to.equal('RangeError: out of range');
      expect(error.stack).to.contain('raise');
    });

    it('errors of this library with code and details', async () => {
      const sent = new ImjoyError('SCHEMA_INVALID', 'field a', { details: { field: 'a' } });
      const error = await refusalOf(far.raiseValue(sent));
      expect(error).to.be.instanceOf(ImjoyError);
      expect(error.code).to.equal('SCHEMA_INVALID');
      expect(error.details).to.deep.equal({ field: 'a' });
    });

    it('errors of classes made by plugins, by name', async () => {
      class TooSmall extends Error {
        override name = 'TooSmall';
      }
      const error = await refusalOf(far.raiseValue(new TooSmall('5 < 6')));
      expect(`${error.name}: ${error.message}`).to.equal('TooSmall: 5 < 6');
    });

    it('DOMExceptions by name', async () => {
      const error = await refusalOf(far.raiseValue(new DOMException('gone', 'NotFoundError')));
      expect(`${error.name}: ${error.message}`).to.equal('NotFoundError: gone');
    });

    it('a cause that refers back to its error', async () => {
      const error = new Error('loop');
      error.cause = error;
      expect((await refusalOf(far.raiseValue(error))).message).to.equal('loop');
    });

    it('texts, undefined and plain objects', async () => {
      for (const thrown of ['text', undefined, { status: 1 }])
        expect(await refusalOf(far.raiseValue(thrown))).to.deep.equal(thrown);
    });

    it('the name of a function nobody offers', async () => {
      const owner = { gone: (): void => undefined } as { gone?: () => void };
      await far.keep('fn', owner);
      delete owner.gone;
      const calling = far.member((await far.give('fn')) as object, 'gone');
      const refusal = await refusalOf(calling);
      expect(refusal.code).to.equal('RPC_METHOD_NOT_FOUND');
    });
  });

  describe('follows an AbortSignal that ends the arguments', () => {
    it('aborted before: nothing is sent', async () => {
      await far.drop();
      const refusal = await refusalOf(far.untilAborted(AbortSignal.abort('early')));
      expect(refusal.code).to.equal('RPC_ABORTED');
      expect(refusal.cause).to.equal('early');
      expect(await far.give('started')).to.equal(undefined);
    });

    it('aborted during: the call rejects, the function hears the reason', async () => {
      const controller = new AbortController();
      const heard = far.reasonOf(controller.signal);
      const sent = far.echo(0);
      await sent;
      const call = refusalOf(far.untilAborted(controller.signal));
      await far.echo(0);
      controller.abort(new TypeError('changed my mind'));
      expect((await call).code).to.equal('RPC_ABORTED');
      expect((await refusalOf(heard)).code).to.equal('RPC_ABORTED');
      while (!(await far.give('aborted')));
      expect(await far.give('aborted')).to.contain('changed my mind');
    });

    it('aborted after: nothing happens', async () => {
      const controller = new AbortController();
      expect(await far.list('a', controller.signal)).to.deep.equal(['"a"', 'AbortSignal false']);
      controller.abort();
      expect(await far.echo(1)).to.equal(1);
    });

    it('of a time limit: RPC_TIMEOUT', async () => {
      const refusal = await refusalOf(far.untilAborted(AbortSignal.timeout(1)));
      expect(refusal.code).to.equal('RPC_TIMEOUT');
    });

    it('elsewhere in the arguments: as a value that aborts with its reason', async () => {
      const controller = new AbortController();
      const reason = far.reasonOf.call(null, ...([controller.signal, 0] as const));
      await far.echo(0);
      controller.abort(new TypeError('stop'));
      expect(await reason).to.contain('TypeError: stop');
      const early = [AbortSignal.abort({ code: 7 }), 0] as const;
      expect(await far.reasonOf(...early)).to.equal('{code:7}');
    });
  });
}
