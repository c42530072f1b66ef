/** npm run e2e:long: sets of specs that are too long for the gate. */
import base from './playwright.config.ts';

export default { ...base, testDir: 'e2e/long', testIgnore: [], timeout: 180_000 };
