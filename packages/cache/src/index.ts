export { type Ages, type Answer, type AnswerCache, answerCache, type CacheSettings } from './answer-cache.ts';
