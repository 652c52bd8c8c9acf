import { mount } from 'svelte';
import { recall } from '../client/storage.ts';
import { isLanguage, startLanguage } from '../ui/language.svelte.ts';
import '../ui/tokens.css';
import '../ui/child-surface.css';
import App from './App.svelte';

startLanguage(recall('language.screen', isLanguage) ?? 'zh-CN');
const target = document.getElementById('app');
if (target) mount(App, { target });
