import type { Department } from './department.ts';

export const books: Department = {
  id: 'books',
  title: { en: 'Books', 'zh-CN': '图书' },
  categories: [
    { id: 'literature', title: { en: 'Literature', 'zh-CN': '文学' } },
    { id: 'learning', title: { en: 'Learning', 'zh-CN': '学习' } },
  ],
  products: [
    {
      slug: 'red-chamber',
      category: 'literature',
      price: 16800,
      stock: 75,
      title: { en: 'Dream of the Red Chamber', 'zh-CN': '红楼梦' },
      description: {
        en: 'The classic novel in two cloth-bound volumes.',
        'zh-CN': '古典名著，布面精装两册。',
      },
    },
    {
      slug: 'tang-poems',
      category: 'literature',
      price: 6800,
      stock: 180,
      title: { en: 'Three Hundred Tang Poems', 'zh-CN': '唐诗三百首' },
      description: { en: 'Chinese and English on facing pages.', 'zh-CN': '中英对照，插图精装。' },
    },
    {
      slug: 'short-stories',
      category: 'literature',
      price: 5200,
      stock: 110,
      title: { en: 'Short stories from ten cities', 'zh-CN': '十城短篇集' },
      description: { en: 'Ten writers, ten cities, one year.', 'zh-CN': '十位作者，十座城市，一年光阴。' },
    },
    {
      slug: 'sea-atlas',
      category: 'literature',
      price: 22800,
      stock: 40,
      title: { en: 'Atlas of the sea', 'zh-CN': '海洋地图集' },
      description: {
        en: 'Two hundred maps of currents, coasts and trenches.',
        'zh-CN': '洋流、海岸与海沟，二百幅地图。',
      },
    },
    {
      slug: 'chinese-first',
      category: 'learning',
      price: 8800,
      stock: 130,
      title: { en: 'First steps in Chinese', 'zh-CN': '中文入门' },
      description: {
        en: 'Forty lessons with recordings and stroke order.',
        'zh-CN': '四十课，附录音与笔顺。',
      },
    },
    {
      slug: 'calligraphy-kit',
      category: 'learning',
      price: 12800,
      stock: 85,
      title: { en: 'Calligraphy kit', 'zh-CN': '书法入门套装' },
      description: { en: 'Brush, ink, stone and practice sheets.', 'zh-CN': '毛笔、墨、砚与练习纸。' },
    },
    {
      slug: 'algorithms',
      category: 'learning',
      price: 9800,
      stock: 95,
      title: { en: 'Algorithms by drawing', 'zh-CN': '图解算法' },
      description: { en: 'Every algorithm as a page of pictures.', 'zh-CN': '每个算法一页图，直观易懂。' },
    },
    {
      slug: 'go-board',
      category: 'learning',
      price: 15800,
      stock: 60,
      title: { en: 'Go for beginners, with board', 'zh-CN': '围棋入门（含棋盘）' },
      description: {
        en: 'A folding board, 361 stones and a book of problems.',
        'zh-CN': '折叠棋盘、三百六十一子与习题册。',
      },
    },
  ],
};
