import { nothing } from './first-line.js';
