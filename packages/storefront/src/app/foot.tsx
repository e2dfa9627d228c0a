import { LOCALES } from '@cartless/domain';
import { useLocale } from '../texts/locale.tsx';
import { chooseLocale } from '../texts/current-locale.ts';
import { useTexts } from '../texts/use-texts.ts';
import styles from './frame.module.css';
import { chooseTheme, THEMES, useTheme } from './theme.ts';

const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;

/** The foot of every page: language and light. */
export function Foot() {
  const t = useTexts('frame');
  const locale = useLocale();
  const theme = useTheme();
  return (
    <footer className={styles['foot']}>
      <div>
        <p>{t('promise')}</p>
        <div className={styles['choices']}>
          <label>
            {t('language')}{' '}
            <select
              value={locale}
              onChange={({ target }) => {
                const chosen = LOCALES.find((one) => one === target.value);
                if (chosen !== undefined) chooseLocale(chosen);
              }}
            >
              {LOCALES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {LANGUAGES[one]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('theme')}{' '}
            <select
              value={theme}
              onChange={({ target }) => {
                const chosen = THEMES.find((one) => one === target.value);
                if (chosen !== undefined) chooseTheme(chosen);
              }}
            >
              {THEMES.map((one) => (
                <option key={one} value={one}>
                  {t(`themes.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
    </footer>
  );
}
