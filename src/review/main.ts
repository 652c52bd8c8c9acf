import { mount } from 'svelte';
import '../ui/tokens.css';
import '../ui/adult/adult.css';
import { Connection } from '../client/connection.svelte.ts';
import { startAdultLanguage } from '../ui/adult/adultLanguage.ts';
import { language } from '../ui/language.svelte.ts';
import App from './App.svelte';

startAdultLanguage();
const line = new Connection('review', { language });
const target = document.getElementById('app');
if (target) mount(App, { target, props: { line } });
line.start();
