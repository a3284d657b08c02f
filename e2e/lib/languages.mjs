/** The demo city's languages, as its language menu offers them. */
export const LANGUAGES = ['it', 'it-easy', 'en', 'ar', 'zh', 'es', 'fil'];
