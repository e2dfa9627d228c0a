// One test that notices the change is enough. The others of its file are left out: each may wait in vain for as long as a test may.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class UntilNoticed extends TestEnvironment {
  #isNoticed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') this.#isNoticed = true;
    else if (name === 'test_start' && this.#isNoticed) test.mode = 'skip';
  }
};
