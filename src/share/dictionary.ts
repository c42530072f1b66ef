/**
 * What links are full of: deflate's preset dictionary of format 1. Never changed, or old links would not open; a better one is
 * another format. The commonest is last.
 */
export const DICTIONARY = `
"model-replied","inputTokens":"outputTokens":"cost":0,"human-intervened","what":"note-added","run-named","name":"infraFailure":"out-of-steps""out-of-time""stuck""interrupted""failed""stopped"
const function return exports.require('./').js module.exports = if (typeof === 'undefined') throw new Error(new TypeError( assert.strictEqual( test( describe( it( async await => for (let i = 0; i < .length; i++) null true false
"kind":"assignment","kind":"submission","kind":"lesson","lesson":"kind":"task","task":"parent":{"id":"","seq":
tests pass nobody of the files that the patch may not touch were changed after the tests a test that must fail fails and one that must pass passes
"integrity":[{"name":"canary tests","ok":true,"detail":"a failing test is seen to fail and a passing one to pass"},{"name":"exit code","ok":true,"detail":"agrees with the results"},{"name":"test files","ok":true,"detail":"as they were after the tests ran"},{"name":"test count","ok":true,"detail":""}],"exitCodes":[0,0,0,0],"duration":"host":"embedded, Node v22.23.3"}
{"type":"verdict-reached","at":"verdict":{"resolution":"full""partial""none","groups":"FFPPPPPPPPPPPPPPPP","before":"ffpppppppppppppppp","after":"pppppppppppppppppp","holds":"111111111111111111"
{"type":"run-ended","at":,"reason":"submitted"}{"type":"candidates-tried","at":,"step":,"tried":,"best":"
src/index.js lib/index.js test/index.js package.json README.md node_modules/ "path":"index.js","view_range":[1,
I run the tests to see what fails. All visible tests pass after edits tried. That is not proof that the bug is gone: I chose among edits by what tests say.
The failing tests run these and the passing ones do not, or less often (Ochiai):\\n\\n- edits to try, the likeliest first: failing tests, then all others."}
"tool":"submit","input":{}}"tool":"think","input":{"thought":"tool":"run_tests","input":{}}"tool":"bash","input":{"command":"cat grep -rn node npm test ls src
"tool":"str_replace_editor","input":{"command":"create","path":"","file_text":"'use strict';\\n"tool":"str_replace_editor","input":{"command":"view","path":""tool":"str_replace_editor","input":{"command":"str_replace","path":"","old_str":"\\t\\t","new_str":"
{"type":"tests-ran","at":,"step":0,"duration":,"tests":"pppppppppppppppppppppppppppppppp"},{"type":"files-changed","at":,"step":,"patch":[["",0,1]]},{"type":"run-started","at":2,"agent":"repair","issue":null},
{"kind":"run","run":{"head":{"version":1,"id":"","task":"","taskDigest":"","host":"embedded, Node v22.23.3","seed":1,"agent":"repair","limits":{"steps":60,"testTimeout":10000,"time":600000},"startedAt":"2026-01-01T00:00:00.000Z"},"form":"lean","names":null,"blobs":[{"id":"","path":"from":null,"edit":[1,-1,"
{"type":"thought","at":0,"step":0,"text":"{"type":"tool-called","at":1,"step":1,"tool":"{"type":"tool-returned","at":,"step":1,"output":{"digest":"","length":0},"exitCode":0},
`;
