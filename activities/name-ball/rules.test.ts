import { conformance } from '../_kit/conformance.ts';
import { nameBall } from './rules.ts';

conformance(nameBall);
