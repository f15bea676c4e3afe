/** Lets `test/run-all.mjs` read how many browser tests passed; the runner itself only draws a bar. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const browserSummaryFile = join(tmpdir(), 'imjoy-elements-browser-tests.json');

const allTests = (suite) => [...suite.tests, ...suite.suites.flatMap(allTests)];

/** A reporter of @web/test-runner. */
export function summaryReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0 };
      for (const { testResults, errors, status } of sessions) {
        const tests = testResults ? allTests(testResults) : [];
        counts.passed += tests.filter((test) => test.passed).length;
        counts.failed += tests.filter((test) => !test.passed && !test.skipped).length;
        if (errors?.length > 0 || status !== 'FINISHED') counts.failed += 1;
      }
      writeFileSync(browserSummaryFile, JSON.stringify(counts));
    },
  };
}
