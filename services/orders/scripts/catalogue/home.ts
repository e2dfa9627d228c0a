import type { Department } from './department.ts';

export const home: Department = {
  id: 'home',
  title: { en: 'Home', 'zh-CN': '家居' },
  categories: [
    { id: 'lighting', title: { en: 'Lighting', 'zh-CN': '灯具' } },
    { id: 'bedding', title: { en: 'Bedding', 'zh-CN': '床品' } },
  ],
  products: [
    {
      slug: 'desk-lamp',
      category: 'lighting',
      price: 12900,
      stock: 120,
      title: { en: 'Desk lamp with dimmer', 'zh-CN': '可调光台灯' },
      description: {
        en: 'A steel lamp with a long arm and four levels of warm light.',
        'zh-CN': '钢制长臂台灯，四档暖光，阅读办公皆宜。',
      },
    },
    {
      slug: 'paper-lantern',
      category: 'lighting',
      price: 26800,
      stock: 40,
      title: { en: 'Paper lantern floor lamp', 'zh-CN': '纸灯笼落地灯' },
      description: {
        en: 'Hand-folded paper on a bamboo frame gives a room soft, even light.',
        'zh-CN': '竹骨手折纸灯，光线柔和均匀。',
      },
    },
    {
      slug: 'night-light',
      category: 'lighting',
      price: 3900,
      stock: 300,
      title: { en: 'Motion night light', 'zh-CN': '人体感应小夜灯' },
      description: {
        en: 'Turns on when you walk by and off twenty seconds later.',
        'zh-CN': '人来即亮，二十秒后自动熄灭。',
      },
    },
    {
      slug: 'string-lights',
      category: 'lighting',
      price: 5900,
      stock: 180,
      title: { en: 'String lights, 10 metres', 'zh-CN': '十米串灯' },
      description: {
        en: 'A hundred small lamps for a balcony or a tree, mains or battery.',
        'zh-CN': '一百颗小灯，阳台树木皆可，插电或电池供电。',
      },
    },
    {
      slug: 'linen-duvet',
      category: 'bedding',
      price: 45900,
      stock: 60,
      title: { en: 'Linen duvet cover', 'zh-CN': '亚麻被套' },
      description: {
        en: 'Washed European linen that is cool in summer and warm in winter.',
        'zh-CN': '水洗欧洲亚麻，冬暖夏凉。',
      },
    },
    {
      slug: 'cotton-sheets',
      category: 'bedding',
      price: 32900,
      stock: 90,
      title: { en: 'Cotton sheet set', 'zh-CN': '纯棉床单四件套' },
      description: {
        en: 'Four pieces of long-staple cotton with a close, smooth weave.',
        'zh-CN': '长绒棉四件套，织造细密顺滑。',
      },
    },
    {
      slug: 'memory-pillow',
      category: 'bedding',
      price: 15900,
      stock: 150,
      title: { en: 'Memory foam pillow', 'zh-CN': '记忆棉枕头' },
      description: {
        en: 'Keeps its shape under the neck; the cover can be washed.',
        'zh-CN': '护颈记忆棉，枕套可拆洗。',
      },
    },
    {
      slug: 'wool-blanket',
      category: 'bedding',
      price: 39900,
      stock: 4,
      title: { en: 'Merino wool blanket', 'zh-CN': '美利奴羊毛毯' },
      description: {
        en: 'A light blanket of fine wool for the sofa or the bed.',
        'zh-CN': '细羊毛轻薄毯，沙发床上两用。',
      },
    },
  ],
};
