// The whole output of the spec reporter, without its times.
require('./lib-reporter.cjs')('spec');
