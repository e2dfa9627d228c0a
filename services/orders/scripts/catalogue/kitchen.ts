import type { Department } from './department.ts';

export const kitchen: Department = {
  id: 'kitchen',
  title: { en: 'Kitchen', 'zh-CN': '厨房' },
  categories: [
    { id: 'cookware', title: { en: 'Cookware', 'zh-CN': '锅具' } },
    { id: 'tea', title: { en: 'Tea and coffee', 'zh-CN': '茶与咖啡' } },
  ],
  products: [
    {
      slug: 'carbon-wok',
      category: 'cookware',
      price: 19900,
      stock: 80,
      title: { en: 'Carbon steel wok', 'zh-CN': '碳钢炒锅' },
      description: {
        en: 'Thirty-two centimetres, seasoned, for gas and induction.',
        'zh-CN': '三十二厘米，已开锅，燃气电磁炉通用。',
      },
    },
    {
      slug: 'cast-iron-pot',
      category: 'cookware',
      price: 49900,
      stock: 35,
      title: { en: 'Cast iron pot', 'zh-CN': '铸铁炖锅' },
      description: {
        en: 'Enamelled, five litres, slow and even heat for stews.',
        'zh-CN': '搪瓷铸铁五升，受热均匀，适合慢炖。',
      },
    },
    {
      slug: 'bamboo-steamer',
      category: 'cookware',
      price: 8900,
      stock: 140,
      title: { en: 'Bamboo steamer, two tiers', 'zh-CN': '双层竹蒸笼' },
      description: {
        en: 'For dumplings and buns; fits a 26 cm pot.',
        'zh-CN': '蒸饺蒸包，适配二十六厘米锅。',
      },
    },
    {
      slug: 'chef-knife',
      category: 'cookware',
      price: 35900,
      stock: 55,
      title: { en: 'Chef knife', 'zh-CN': '主厨刀' },
      description: {
        en: 'Twenty centimetres of layered steel, full tang.',
        'zh-CN': '二十厘米夹钢刀身，一体刀柄。',
      },
    },
    {
      slug: 'gaiwan',
      category: 'tea',
      price: 6900,
      stock: 200,
      title: { en: 'Porcelain gaiwan', 'zh-CN': '白瓷盖碗' },
      description: {
        en: 'White porcelain, 120 ml, thin walled so that the tea shows.',
        'zh-CN': '德化白瓷，一百二十毫升，胎薄透光。',
      },
    },
    {
      slug: 'yixing-teapot',
      category: 'tea',
      price: 68000,
      stock: 12,
      title: { en: 'Yixing teapot', 'zh-CN': '宜兴紫砂壶' },
      description: {
        en: 'Purple clay, 200 ml, made by hand and signed.',
        'zh-CN': '紫砂手工壶，二百毫升，作者款识。',
      },
    },
    {
      slug: 'pour-over-set',
      category: 'tea',
      price: 18900,
      stock: 75,
      title: { en: 'Pour-over coffee set', 'zh-CN': '手冲咖啡套装' },
      description: { en: 'Dripper, server and forty filters.', 'zh-CN': '滤杯、分享壶与四十张滤纸。' },
    },
    {
      slug: 'kettle',
      category: 'tea',
      price: 29900,
      stock: 65,
      title: { en: 'Gooseneck kettle', 'zh-CN': '细口电热壶' },
      description: {
        en: 'Holds its temperature to the degree, 0.9 litres.',
        'zh-CN': '精准控温，容量零点九升。',
      },
    },
  ],
};
