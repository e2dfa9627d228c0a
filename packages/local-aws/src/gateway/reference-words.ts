/** The words of the reference's own bar; the library has its own in both languages. */
export const REFERENCE_WORDS = {
  en: {
    events: 'Event catalogue',
    logIn: 'Log in',
    logOut: 'Log out',
    name: 'User name or e-mail',
    password: 'Password',
    noShop: 'No shop answers at this address.',
  },
  'zh-CN': {
    events: '事件目录',
    logIn: '登录',
    logOut: '退出登录',
    name: '用户名或电子邮件',
    password: '密码',
    noShop: '此地址没有可用的商城。',
  },
} as const;
