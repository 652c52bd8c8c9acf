/** The closed lists that devices, server and record share. Order is part of the meaning where noted. */

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** A lesson's phases in their usual order; the facilitator may step back to an earlier one. */
export const phases = ['roll', 'groups', 'tablets', 'card', 'demo', 'play', 'reflect', 'closed'] as const;
export type Phase = (typeof phases)[number];

/** What a device or person may be. Nothing is allowed that the permission table does not name for the role. */
export const roles = ['visitor', 'tablet', 'screen', 'facilitator', 'admin'] as const;
export type Role = (typeof roles)[number];

export const rollStatuses = ['present', 'late', 'absent'] as const;
export type RollStatus = (typeof rollStatuses)[number];

/** Shapes of groups 1…8, in that order; the colour belongs to the shape. */
export const groupShapes = [
  'circle',
  'square',
  'triangle',
  'star',
  'heart',
  'diamond',
  'moon',
  'flower',
] as const;
export type GroupShape = (typeof groupShapes)[number];

/** A lesson has at most as many groups as there are shapes; a whole-class run is group 0. */
export const maxGroups = groupShapes.length;
export const maxChildren = 60;
export const maxSeatsPerTablet = 8;
/** Tablets that one lesson lets in: as many as children, were there so many. */
export const maxTablets = 60;

/** The pictures of the classroom door: three of them, in order, let a tablet in. */
export const doorPictures = [
  'apple', 'umbrella', 'bicycle', 'key', 'bell', 'boat', 'cup', 'drum', 'kite', 'leaf', 'sun', 'cloud',
] as const; // prettier-ignore
export type DoorPicture = (typeof doorPictures)[number];

/** One animal for each child of a class of sixty; the id is the picture's file name. */
export const animals = [
  'bear', 'bee', 'beetle', 'bird', 'boar', 'butterfly', 'camel', 'cat', 'chick', 'chipmunk',
  'cow', 'crab', 'deer', 'dodo', 'dog', 'dolphin', 'dove', 'dragon', 'duck', 'eagle',
  'elephant', 'fish', 'flamingo', 'fox', 'frog', 'giraffe', 'goat', 'gorilla', 'hamster', 'hedgehog',
  'hippopotamus', 'horse', 'kangaroo', 'koala', 'ladybug', 'leopard', 'lion', 'lizard', 'llama', 'monkey',
  'mouse', 'octopus', 'otter', 'ox', 'panda', 'parrot', 'peacock', 'penguin', 'pig', 'rabbit',
  'raccoon', 'rooster', 'seal', 'sheep', 'sloth', 'snail', 'swan', 'tiger', 'turtle', 'whale',
] as const; // prettier-ignore
export type Animal = (typeof animals)[number];

/** Children's colours are indexes into the palette of src/ui; never the only sign of a child. */
export const childColours = 8;

/** The four codes of the live console; the full checklist belongs to observers. */
export const quickCodes = ['INIT', 'RESP', 'HELP', 'WITH'] as const;
export type QuickCode = (typeof quickCodes)[number];

export const consentPurposes = ['record', 'observe', 'interview', 'research_export'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];
export const consentAnswers = ['yes', 'no', 'not_asked'] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];
/** How a consent was given. */
export const consentWays = ['signed_form', 'spoken', 'message'] as const;
export type ConsentWay = (typeof consentWays)[number];
/** Who gave it. */
export const consentGivers = ['parent', 'guardian', 'caregiver', 'school'] as const;
export type ConsentGiver = (typeof consentGivers)[number];

/** Prompt levels: general, named, modelled. 0 (none) is derived where marking was on and nothing was marked. */
export const promptLevels = [1, 2, 3] as const;
export type PromptLevel = (typeof promptLevels)[number];

/** What an export may hold, beside its README and codebook. */
export const exportFormats = ['csv', 'xlsx', 'graphml', 'gexf', 'boris', 'xapi'] as const;
export type ExportFormat = (typeof exportFormats)[number];
