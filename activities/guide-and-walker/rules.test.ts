import { conformance } from '../_kit/conformance.ts';
import { guideAndWalker } from './rules.ts';
conformance(guideAndWalker);
