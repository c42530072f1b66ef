/** The composition root: the only file that knows everything. */
import { mount } from 'svelte';
import './app.css';
import { Settings } from '#session/settings.svelte.ts';
import { App } from '#ui/app.svelte.ts';
import AppView from '#ui/App.svelte';
import { parts } from './parts.ts';

const app = new App(parts, new Settings(localStorage, new URLSearchParams(location.search)));
app.follow();
const target = document.getElementById('app');
if (target) mount(AppView, { target, props: { app } });
