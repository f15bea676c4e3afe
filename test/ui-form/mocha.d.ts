/** What the browser test runner puts into the page; functions merge with other such declarations. */
type Step = () => void | Promise<void>;
declare function describe(title: string, suite: () => void): void;
declare function it(title: string, step: Step): void;
declare function before(step: Step): void;
declare function after(step: Step): void;
declare function beforeEach(step: Step): void;
declare function afterEach(step: Step): void;
