import { bash } from './bash.ts';
import { runTests } from './run_tests.ts';
import { strReplaceEditor } from './str_replace_editor.ts';
import { submit } from './submit.ts';
import { think } from './think.ts';
import type { Tool } from './tool.ts';

export const tools: readonly Tool[] = [bash, strReplaceEditor, runTests, think, submit];
