-- Written by confusion.py with scikit-learn 1.9.1 and NumPy 2.4.6.
INSERT INTO data_set (id, kind, y_true, y_pred, weight) VALUES
(1, 'integer', '{"0","1","2","0","1","2"}', '{"0","2","1","0","0","1"}', NULL),
(2, 'integer', '{"0","1","2","2","2"}', '{"0","0","2","2","1"}', NULL),
(3, 'integer', '{"0","1","2","0","2","1"}', '{"0","2","2","2","2","2"}', NULL),
(4, 'integer', '{"0","1","2","2"}', '{"0","2","1","2"}', NULL),
(5, 'integer', '{"2","0","2","2","0","1"}', '{"0","0","2","2","0","2"}', NULL),
(6, 'integer', '{"0","1","0","1"}', '{"0","1","0","0"}', NULL),
(7, 'integer', '{"1"}', '{"1"}', NULL),
(8, 'integer', '{"0"}', '{"0"}', NULL),
(9, 'integer', '{"1"}', '{"0"}', NULL),
(10, 'integer', '{"0"}', '{"1"}', NULL),
(11, 'integer', '{"0","0","0"}', '{"0","0","0"}', NULL),
(12, 'integer', '{"1","1","1"}', '{"1","1","1"}', NULL),
(13, 'integer', '{"0","0","1"}', '{"0","0","0"}', NULL),
(14, 'integer', '{"0","0"}', '{"1","1"}', NULL),
(15, 'integer', '{"1","1"}', '{"0","0"}', NULL),
(16, 'integer', '{"0","1"}', '{"0","0"}', NULL),
(17, 'integer', '{"0","0"}', '{"0","1"}', NULL),
(18, 'integer', '{"-1","-1","1"}', '{"-1","1","1"}', NULL),
(19, 'boolean', '{"true"}', '{"true"}', NULL),
(20, 'boolean', '{"false"}', '{"false"}', NULL),
(21, 'boolean', '{"false","true"}', '{"false","false"}', NULL),
(22, 'boolean', '{"false","false"}', '{"true","true"}', NULL),
(23, 'integer', '{"-19","-3","-6","-35","28"}', '{"-19","-3","-6","-35","28"}', NULL),
(24, 'text', '{"a","b","a","a","b","b","b","b","a","b","a","b","b","b","a","a","b","a","a","a","b","b","b","b","b","b","a","b","a","a"}', '{"a","b","a","b","a","b","b","b","b","b","b","b","b","b","a","a","a","b","a","a","b","b","a","b","a","b","b","b","a","a"}', NULL),
(25, 'boolean', '{"true","true","false","true","false"}', '{"false","true","false","true","true"}', NULL),
(26, 'integer', '{"32","25","-10","24","-10","39","-2","32","-38","32","7","-11","-12"}', '{"-12","-34","-10","36","-25","-37","39","7","-38","-25","3","-29","-12"}', '{"3.75","2.25","3.5625","3.1875","0.375","2.5625","1.5625","0.3125","3.5","0.5","3.3125","3.5","0.75"}'),
(27, 'text', '{"bird","bird","cat"}', '{"bird","bird","cat"}', NULL),
(28, 'boolean', '{"false","true","true","false","true"}', '{"false","true","true","false","true"}', NULL),
(29, 'integer', '{"7","7","7","7","7"}', '{"7","7","7","7","7"}', NULL),
(30, 'text', '{"aa","aaa"}', '{"aa","aaa"}', '{"2.1875","2.3125"}'),
(31, 'boolean', '{"true","false","false","false","false","true","true","true","false","true","true","false","false","false","true","false","false","false","false","false","false","true","true","true","false","false","false","false","false","true","true","true","false","true","false","true","false","true","true","false","true","false","true","false","false","false","true","true","false","false","true","false","false","false","true","true","false","true","false","true"}', '{"true","true","true","true","true","true","false","true","true","true","false","false","false","false","false","true","false","false","false","true","false","true","false","false","true","false","true","false","true","false","true","true","false","true","true","false","true","false","true","true","false","false","true","false","true","false","false","false","false","false","false","false","false","false","true","false","false","false","true","false"}', NULL),
(32, 'integer', '{"0","1","1","7","3","2","9","5"}', '{"0","1","1","2","5","2","8","7"}', NULL),
(33, 'text', '{"a label that is rather longer than the others","short","a label that is rather longer than the others","a label that is rather longer than the others","a label that is rather longer than the others","short","a label that is rather longer than the others","a label that is rather longer than the others"}', '{"a label that is rather longer than the others","a label that is rather longer than the others","a label that is rather longer than the others","short","short","a label that is rather longer than the others","short","a label that is rather longer than the others"}', NULL),
(34, 'boolean', '{"true","true","false","false","false","false","true","true"}', '{"false","false","false","false","true","false","false","true"}', '{"3.0625","0.3125","1.4375","3.8125","3.5625","2.6875","3.875","3.25"}'),
(35, 'integer', '{"2","2"}', '{"2","2"}', NULL),
(36, 'text', '{"a label that is rather longer than the others","a label that is rather longer than the others"}', '{"short","a label that is rather longer than the others"}', NULL),
(37, 'boolean', '{"false","false","true","true","true","true","false","false","true","true","true","true","false","true","false","true","true","false","true","true","false","true","true","false","true","true","false","true","true","true","false","true","true","true","false","true","false","true","true","true","false","false","false","true","true","true","true","true","false","true","true","true","true","true","true","false","false","false","false","true"}', '{"false","false","true","true","true","true","false","false","true","true","true","true","false","true","false","true","true","false","true","true","false","true","true","false","true","true","false","true","true","true","false","true","true","true","false","true","false","true","true","true","false","false","false","true","true","true","true","true","false","true","true","true","true","true","true","false","false","false","false","true"}', NULL),
(38, 'integer', '{"3","1","4"}', '{"5","2","4"}', '{"2.875","3.5625","2.0"}'),
(39, 'text', '{"a label that is rather longer than the others","a label that is rather longer than the others","short","short","a label that is rather longer than the others","short","a label that is rather longer than the others","short","a label that is rather longer than the others","short","short","a label that is rather longer than the others","short"}', '{"short","short","short","a label that is rather longer than the others","short","short","short","short","short","a label that is rather longer than the others","short","a label that is rather longer than the others","short"}', NULL),
(40, 'boolean', '{"true","true","true","true","false"}', '{"false","true","true","false","true"}', NULL),
(41, 'integer', '{"1","1","1","-1","1","-1","-1","1","1","1","-1","1","-1","1","-1","1","-1","1","-1","1","-1","-1","1","1","-1","1","-1","1","-1","-1"}', '{"1","-1","1","-1","1","-1","-1","1","1","1","-1","-1","1","1","-1","1","-1","1","1","1","-1","1","-1","-1","-1","-1","-1","-1","-1","-1"}', NULL),
(42, 'text', '{"q\"uote","q\"uote","back\\slash","q\"uote","back\\slash","{brace}","q\"uote","q\"uote","o''clock","a,b","{brace}","o''clock","o''clock"}', '{"a,b","q\"uote","back\\slash","q\"uote","back\\slash","a,b","{brace}","q\"uote","o''clock","a,b","{brace}","o''clock","o''clock"}', '{"3.9375","0.25","3.6875","0.375","0.375","1.3125","1.25","2.5","3.6875","2.625","1.3125","0.625","2.8125"}'),
(43, 'boolean', '{"true","true","true","true","false","true","false","true"}', '{"true","true","true","true","false","true","false","false"}', NULL),
(44, 'integer', '{"1","3","1"}', '{"1","3","1"}', NULL),
(45, 'text', '{"q\"uote","back\\slash","back\\slash","{brace}","{brace}","back\\slash","a,b","o''clock"}', '{"q\"uote","a,b","a,b","{brace}","back\\slash","back\\slash","{brace}","q\"uote"}', NULL),
(46, 'boolean', '{"true","false","true","true","false","true","false","false","true","false","false","false","true","false","true","false","true","false","true","false","false","false","false","true","false","true","true","false","true","true"}', '{"true","false","false","true","false","true","true","true","true","true","false","false","false","false","false","false","false","false","true","false","false","true","true","true","false","false","true","true","true","true"}', '{"3.6875","0.8125","2.5","2.25","1.5","2.9375","3.125","2.6875","3.9375","0.875","0.9375","1.3125","1.75","0.6875","3.5625","2.0","2.5625","0.375","0.0625","2.0","3.3125","2.75","1.3125","3.5","3.1875","1.375","0.25","1.0","0.625","2.5625"}'),
(47, 'integer', '{"6","9","1","7","0","4","8","0"}', '{"6","9","1","7","0","4","8","0"}', NULL),
(48, 'text', '{"aa","a"}', '{"aaa","aaa"}', NULL),
(49, 'boolean', '{"true","true","true","true","true","true","true","false","true","false","false","false","false","true","true","false","false","false","true","true","false","false","false","false","true","false","false","false","true","false"}', '{"true","true","true","true","true","true","true","false","true","false","false","false","false","true","true","false","false","false","true","false","false","true","false","false","false","false","false","false","true","false"}', NULL),
(50, 'integer', '{"1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1"}', '{"1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1","1"}', '{"1.0625","1.875","3.375","0.3125","1.9375","3.3125","0.125","0.6875","1.5","1.3125","0.875","2.9375","3.875","3.625","0.9375","2.0625","2.375","1.5625","3.375","1.5","3.375","1.375","3.9375","1.375","2.3125","0.5","1.875","3.875","2.6875","3.4375","0.125","3.8125","1.9375","0.375","1.75","3.4375","2.75","3.3125","1.125","1.1875","3.75","0.125","0.625","3.75","0.5625","1.625","0.6875","3.1875","2.6875","2.1875","0.3125","3.625","0.9375","2.5","1.0","2.1875","1.75","3.75","0.75","2.625"}'),
(51, 'text', '{"É","日本","日本","日本","z","e","z","😀","z","日本","z","e","日本","😀","É","É","É","日本","É","日本","😀","日本","😀","z","z","日本","😀","z","z","É"}', '{"É","日本","z","日本","日本","😀","z","😀","z","e","z","e","e","z","z","e","É","日本","z","日本","z","日本","😀","日本","z","z","😀","z","😀","z"}', NULL),
(52, 'boolean', '{"true","true"}', '{"true","true"}', NULL),
(53, 'integer', '{"-15","16","0","16","-15"}', '{"-13","-27","27","-18","-24"}', NULL),
(54, 'text', '{"cat","dog","cat","bird","bird","cat","bird","bird","dog","cat","dog","dog","bird","bird","bird","cat","cat","bird","bird","cat","cat","bird","bird","cat","bird","dog","cat","dog","dog","cat","cat","dog","cat","dog","dog","cat","cat","dog","bird","bird","cat","bird","dog","cat","cat","dog","bird","cat","dog","cat","bird","bird","dog","cat","cat","cat","dog","dog","cat","bird"}', '{"dog","cat","bird","bird","dog","dog","cat","bird","cat","dog","cat","bird","dog","dog","bird","dog","bird","cat","dog","bird","bird","dog","bird","cat","dog","bird","cat","cat","bird","dog","cat","dog","cat","dog","cat","cat","bird","dog","bird","bird","cat","bird","bird","cat","cat","dog","bird","dog","dog","dog","bird","cat","bird","dog","cat","cat","bird","bird","dog","bird"}', '{"2.5625","2.5","2.75","0.6875","0.25","0.125","0.25","1.375","2.5625","1.1875","1.8125","3.25","3.75","3.375","0.4375","0.25","4.0","0.3125","2.1875","3.125","3.625","1.875","0.125","0.4375","3.8125","2.875","0.5","1.125","0.0625","1.3125","3.25","0.8125","1.8125","1.375","0.4375","3.9375","1.5","2.75","0.125","1.5","3.3125","1.6875","0.9375","2.25","3.4375","0.3125","1.875","3.3125","0.5625","1.9375","3.125","3.5625","2.1875","2.0","2.375","3.5","0.125","0.8125","3.625","1.875"}'),
(55, 'boolean', '{"true","true","true"}', '{"true","true","true"}', NULL),
(56, 'integer', '{"-32768","-32768","32767"}', '{"0","-32768","-32768"}', NULL),
(57, 'text', '{"true","true","null","NULL","true"}', '{"true","true","NULL","true","null"}', NULL),
(58, 'boolean', '{"true","true","false","false","false","false","false","false","false","false","true","true","true","false","true","false","false","false","false","true","false","false","true","false","false","false","false","true","true","false"}', '{"false","true","false","true","true","true","false","false","false","false","true","false","false","false","false","false","false","false","false","false","true","false","true","false","false","false","true","true","false","false"}', '{"2.9375","3.5625","3.375","0.875","0.1875","1.375","2.75","2.6875","3.625","2.4375","0.875","0.625","3.1875","0.9375","2.5625","1.625","3.75","0.5625","3.625","3.0625","2.4375","0.3125","1.875","1.9375","0.75","2.4375","0.3125","3.875","2.125","2.5625"}'),
(59, 'integer', '{"2","2","2","1","2","1","0","0","2","2","0","0","2","1","0","2","0","0","2","2","1","1","1","0","1","2","2","2","1","2","1","1","0","1","1","1","1","2","1","1","0","1","1","1","2","2","0","1","2","1","2","1","0","1","1","2","0","0","0","2"}', '{"1","2","0","0","0","2","2","2","1","1","0","0","1","1","1","2","1","2","0","1","0","0","2","2","1","0","0","1","2","0","0","0","1","0","0","0","1","1","2","1","0","2","2","1","0","2","1","2","1","1","2","2","1","1","1","2","1","1","0","2"}', NULL),
(60, 'text', '{"class 3","class 1","class 11","class 11","class 9"}', '{"class 3","class 1","class 11","class 11","class 11"}', NULL),
(61, 'boolean', '{"false","true","true"}', '{"false","true","false"}', NULL),
(62, 'integer', '{"1","-1","-1","1","1","-1","-1","-1","-1","1","1","-1","1","1","1","1","-1","-1","1","-1","-1","-1","-1","1","-1","1","-1","-1","-1","-1"}', '{"1","-1","1","1","1","1","1","1","-1","1","1","-1","-1","-1","1","1","-1","-1","-1","1","1","-1","-1","-1","-1","1","-1","1","1","1"}', '{"1.5625","3.8125","3.4375","0.9375","1.5","0.625","1.875","0.1875","3.9375","1.5","0.875","2.8125","0.3125","2.9375","2.4375","2.875","4.0","1.375","3.125","1.5625","3.1875","1.0","3.9375","1.1875","3.875","1.6875","3.625","2.25","2.875","3.375"}'),
(63, 'text', '{"","aa","a"}', '{"","aaa",""}', NULL),
(64, 'boolean', '{"true","true","false","false","false","true","false","false","false","false","false","true","false"}', '{"true","true","false","false","false","true","false","false","false","false","false","true","true"}', NULL),
(65, 'integer', '{"6","1","7","3","0"}', '{"1","9","6","7","9"}', NULL),
(66, 'text', '{"😀","😀","日本","e","日本","e","e","😀","日本","😀","É","É","😀","e","É","😀","e","日本","e","É","e","日本","😀","z","e","日本","É","😀","É","e"}', '{"😀","日本","日本","日本","É","e","e","😀","日本","😀","É","É","😀","e","É","😀","日本","z","e","É","日本","日本","😀","e","É","日本","É","😀","É","e"}', '{"1.0","1.5","1.75","1.875","2.6875","0.4375","3.4375","3.5","0.75","1.5625","3.3125","0.5","0.0625","2.625","3.125","0.0625","1.25","3.625","2.375","3.0","1.125","2.625","1.25","0.875","1.875","2.3125","2.9375","0.9375","2.125","3.5"}'),
(67, 'boolean', '{"true","true"}', '{"true","true"}', NULL),
(68, 'text', '{"aaa","a","aa","aa","a","a","a","","aaa","","aaa","","a","","","","aaa","aaa","aaa","a","aaa","","aa","a","aaa","","a","aa","a","aa"}', '{"aaa","aaa","aa","aa","a","aa","a","","aa","a","","","a","aaa","aa","a","aaa","aaa","","aaa","","","aa","a","aaa","a","aa","aa","a","aa"}', NULL),
(69, 'integer', '{"1","1","1","1","1","1","1","1","1","1","1","1","1"}', '{"1","1","1","1","1","1","1","1","1","1","1","1","1"}', NULL),
(70, 'text', '{"class 8","class 0","class 11","class 4","class 6","class 10","class 9","class 2"}', '{"class 4","class 6","class 5","class 4","class 2","class 10","class 9","class 2"}', '{"1.9375","0.875","2.25","1.75","0.375","3.0","0.25","2.8125"}'),
(71, 'integer', '{"32767","0","32767","0","0","0","0","32767"}', '{"-32768","0","-32768","32767","0","0","-32768","32767"}', NULL),
(72, 'text', '{"e","日本","e"}', '{"É","😀","É"}', NULL),
(73, 'integer', '{"1","1","1","1","1"}', '{"1","1","1","1","1"}', NULL),
(74, 'text', '{"a label that is rather longer than the others","a label that is rather longer than the others","short","a label that is rather longer than the others","a label that is rather longer than the others","a label that is rather longer than the others","short","a label that is rather longer than the others","short","a label that is rather longer than the others","a label that is rather longer than the others","short","short","short","short","short","short","short","a label that is rather longer than the others","a label that is rather longer than the others","short","short","short","short","short","a label that is rather longer than the others","a label that is rather longer than the others","a label that is rather longer than the others","short","short"}', '{"a label that is rather longer than the others","a label that is rather longer than the others","short","a label that is rather longer than the others","a label that is rather longer than the others","a label that is rather longer than the others","short","a label that is rather longer than the others","short","a label that is rather longer than the others","a label that is rather longer than the others","short","short","short","short","short","short","short","a label that is rather longer than the others","a label that is rather longer than the others","short","short","short","short","short","a label that is rather longer than the others","a label that is rather longer than the others","a label that is rather longer than the others","short","short"}', '{"2.3125","3.4375","1.3125","3.25","0.9375","1.875","1.125","3.875","0.6875","2.625","2.625","3.0625","2.1875","2.625","3.6875","2.125","0.5625","2.5625","1.4375","0.25","2.6875","0.75","2.6875","0.25","0.8125","0.6875","1.9375","0.8125","0.4375","0.4375"}'),
(75, 'integer', '{"0","32767","-32768","0","32767"}', '{"0","32767","-32768","32767","32767"}', NULL),
(76, 'text', '{"日本","z"}', '{"z","日本"}', NULL),
(77, 'integer', '{"9","1","5","0","7","0","4","1","1","7","8","8","0"}', '{"3","2","8","6","0","1","3","7","3","6","3","3","7"}', NULL),
(78, 'text', '{"a label that is rather longer than the others","a label that is rather longer than the others","short"}', '{"a label that is rather longer than the others","a label that is rather longer than the others","short"}', '{"0.0625","0.9375","0.5"}'),
(79, 'integer', '{"0","-32768","32767","-32768","32767","0","32767","32767","0","32767","0","32767","32767","32767","-32768","32767","-32768","-32768","-32768","-32768","-32768","32767","0","32767","-32768","0","32767","32767","-32768","0","-32768","-32768","32767","0","32767","0","0","32767","-32768","0","-32768","32767","0","0","0","-32768","32767","0","-32768","-32768","0","0","-32768","32767","-32768","0","32767","32767","-32768","-32768"}', '{"0","-32768","32767","0","32767","0","32767","-32768","-32768","32767","0","0","32767","0","-32768","32767","-32768","32767","-32768","0","0","0","-32768","0","0","0","-32768","-32768","-32768","0","0","-32768","32767","0","32767","0","0","32767","-32768","-32768","-32768","0","32767","0","0","32767","32767","0","32767","0","-32768","32767","32767","32767","32767","32767","32767","-32768","-32768","-32768"}', NULL),
(80, 'text', '{"null","NULL","NULL","true","NULL","null","true","true","NULL","true","NULL","NULL","true","null","null","true","null","null","true","NULL","NULL","NULL","true","null","true","true","true","true","null","null","true","true","true","NULL","true","true","null","NULL","NULL","true","null","null","NULL","NULL","null","null","true","true","true","true","NULL","true","NULL","NULL","true","true","true","null","true","null"}', '{"null","NULL","NULL","true","NULL","null","true","true","NULL","true","NULL","NULL","true","null","null","true","null","null","true","NULL","NULL","NULL","true","null","true","true","true","true","null","null","true","true","true","NULL","true","true","null","NULL","NULL","true","null","null","NULL","NULL","null","null","true","true","true","true","NULL","true","NULL","NULL","true","true","true","null","true","null"}', NULL),
(81, 'integer', '{"1","0","1"}', '{"1","0","1"}', NULL),
(82, 'text', '{"NULL","NULL","NULL","null","true"}', '{"NULL","NULL","NULL","null","true"}', '{"0.8125","3.5625","0.0625","2.75","0.5625"}');
INSERT INTO expected_score (id, set_id, metric, average, beta, labels, pos_label, zero_division, value) VALUES
(1, 1, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(2, 1, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.2222222222222222),
(3, 1, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.2222222222222222),
(4, 1, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(5, 1, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.3333333333333333),
(6, 1, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.3333333333333333),
(7, 1, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(8, 1, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.26666666666666666),
(9, 1, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.26666666666666666),
(10, 1, 'precision_score', 'micro', NULL, '{"0","2"}', NULL, NULL, 0.5),
(11, 1, 'precision_score', 'macro', NULL, '{"0","2"}', NULL, NULL, 0.3333333333333333),
(12, 1, 'precision_score', 'weighted', NULL, '{"0","2"}', NULL, '0', 0.3333333333333333),
(13, 1, 'recall_score', 'micro', NULL, '{"0","2"}', NULL, NULL, 0.5),
(14, 1, 'recall_score', 'macro', NULL, '{"0","2"}', NULL, '0', 0.5),
(15, 1, 'recall_score', 'weighted', NULL, '{"0","2"}', NULL, NULL, 0.5),
(16, 1, 'f1_score', 'micro', NULL, '{"0","2"}', NULL, 'NaN', 0.5),
(17, 1, 'f1_score', 'macro', NULL, '{"0","2"}', NULL, '1', 0.4),
(18, 1, 'f1_score', 'weighted', NULL, '{"0","2"}', NULL, 'NaN', 0.4),
(19, 1, 'precision_score', 'micro', NULL, '{"2","3","0"}', NULL, '1', 0.5),
(20, 1, 'precision_score', 'macro', NULL, '{"2","3","0"}', NULL, NULL, 0.2222222222222222),
(21, 1, 'precision_score', 'weighted', NULL, '{"2","3","0"}', NULL, '0', 0.3333333333333333),
(22, 1, 'recall_score', 'micro', NULL, '{"2","3","0"}', NULL, 'NaN', 0.5),
(23, 1, 'recall_score', 'macro', NULL, '{"2","3","0"}', NULL, 'NaN', 0.5),
(24, 1, 'recall_score', 'weighted', NULL, '{"2","3","0"}', NULL, NULL, 0.5),
(25, 1, 'f1_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.5),
(26, 1, 'f1_score', 'macro', NULL, '{"2","3","0"}', NULL, NULL, 0.26666666666666666),
(27, 1, 'f1_score', 'weighted', NULL, '{"2","3","0"}', NULL, NULL, 0.4),
(28, 1, 'precision_score', 'binary', NULL, NULL, '0', '0', 0.6666666666666666),
(29, 1, 'recall_score', 'binary', NULL, NULL, '0', NULL, 1.0),
(30, 1, 'f1_score', 'binary', NULL, NULL, '0', 'NaN', 0.8),
(31, 1, 'precision_score', 'binary', NULL, NULL, '1', '0', 0.0),
(32, 1, 'recall_score', 'binary', NULL, NULL, '1', '1', 0.0),
(33, 1, 'f1_score', 'binary', NULL, NULL, '1', '0', 0.0),
(34, 1, 'precision_score', 'binary', NULL, NULL, '2', '1', 0.0),
(35, 1, 'recall_score', 'binary', NULL, NULL, '2', '1', 0.0),
(36, 1, 'f1_score', 'binary', NULL, NULL, '2', 'NaN', 0.0),
(37, 1, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.3333333333333333),
(38, 1, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 2.0),
(39, 2, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.6),
(40, 2, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.5),
(41, 2, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.7),
(42, 2, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.6),
(43, 2, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.5555555555555555),
(44, 2, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.6),
(45, 2, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.6),
(46, 2, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.48888888888888893),
(47, 2, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.6133333333333334),
(48, 2, 'precision_score', 'micro', NULL, '{"0","2"}', NULL, 'NaN', 0.75),
(49, 2, 'precision_score', 'macro', NULL, '{"0","2"}', NULL, '1', 0.75),
(50, 2, 'precision_score', 'weighted', NULL, '{"0","2"}', NULL, '1', 0.875),
(51, 2, 'recall_score', 'micro', NULL, '{"0","2"}', NULL, NULL, 0.75),
(52, 2, 'recall_score', 'macro', NULL, '{"0","2"}', NULL, '0', 0.8333333333333333),
(53, 2, 'recall_score', 'weighted', NULL, '{"0","2"}', NULL, 'NaN', 0.75),
(54, 2, 'f1_score', 'micro', NULL, '{"0","2"}', NULL, '0', 0.75),
(55, 2, 'f1_score', 'macro', NULL, '{"0","2"}', NULL, 'NaN', 0.7333333333333334),
(56, 2, 'f1_score', 'weighted', NULL, '{"0","2"}', NULL, '1', 0.7666666666666667),
(57, 2, 'precision_score', 'micro', NULL, '{"2","3","0"}', NULL, '1', 0.75),
(58, 2, 'precision_score', 'macro', NULL, '{"2","3","0"}', NULL, 'NaN', 0.75),
(59, 2, 'precision_score', 'weighted', NULL, '{"2","3","0"}', NULL, NULL, 0.875),
(60, 2, 'recall_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.75),
(61, 2, 'recall_score', 'macro', NULL, '{"2","3","0"}', NULL, '1', 0.8888888888888888),
(62, 2, 'recall_score', 'weighted', NULL, '{"2","3","0"}', NULL, 'NaN', 0.75),
(63, 2, 'f1_score', 'micro', NULL, '{"2","3","0"}', NULL, '1', 0.75),
(64, 2, 'f1_score', 'macro', NULL, '{"2","3","0"}', NULL, '1', 0.8222222222222223),
(65, 2, 'f1_score', 'weighted', NULL, '{"2","3","0"}', NULL, '1', 0.7666666666666667),
(66, 2, 'precision_score', 'binary', NULL, NULL, '0', 'NaN', 0.5),
(67, 2, 'recall_score', 'binary', NULL, NULL, '0', 'NaN', 1.0),
(68, 2, 'f1_score', 'binary', NULL, NULL, '0', NULL, 0.6666666666666666),
(69, 2, 'precision_score', 'binary', NULL, NULL, '1', '1', 0.0),
(70, 2, 'recall_score', 'binary', NULL, NULL, '1', '1', 0.0),
(71, 2, 'f1_score', 'binary', NULL, NULL, '1', NULL, 0.0),
(72, 2, 'precision_score', 'binary', NULL, NULL, '2', 'NaN', 1.0),
(73, 2, 'recall_score', 'binary', NULL, NULL, '2', '0', 0.6666666666666666),
(74, 2, 'f1_score', 'binary', NULL, NULL, '2', NULL, 0.8),
(75, 2, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6),
(76, 2, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 3.0),
(77, 3, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(78, 3, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.4666666666666666),
(79, 3, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.4666666666666666),
(80, 3, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(81, 3, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.5),
(82, 3, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.5),
(83, 3, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.5),
(84, 3, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.41269841269841273),
(85, 3, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.41269841269841273),
(86, 3, 'precision_score', 'micro', NULL, '{"0","2"}', NULL, '0', 0.5),
(87, 3, 'precision_score', 'macro', NULL, '{"0","2"}', NULL, NULL, 0.7),
(88, 3, 'precision_score', 'weighted', NULL, '{"0","2"}', NULL, NULL, 0.7),
(89, 3, 'recall_score', 'micro', NULL, '{"0","2"}', NULL, 'NaN', 0.75),
(90, 3, 'recall_score', 'macro', NULL, '{"0","2"}', NULL, NULL, 0.75),
(91, 3, 'recall_score', 'weighted', NULL, '{"0","2"}', NULL, '1', 0.75),
(92, 3, 'f1_score', 'micro', NULL, '{"0","2"}', NULL, 'NaN', 0.6),
(93, 3, 'f1_score', 'macro', NULL, '{"0","2"}', NULL, 'NaN', 0.6190476190476191),
(94, 3, 'f1_score', 'weighted', NULL, '{"0","2"}', NULL, 'NaN', 0.6190476190476191),
(95, 3, 'precision_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.5),
(96, 3, 'precision_score', 'macro', NULL, '{"2","3","0"}', NULL, NULL, 0.4666666666666666),
(97, 3, 'precision_score', 'weighted', NULL, '{"2","3","0"}', NULL, '1', 0.7),
(98, 3, 'recall_score', 'micro', NULL, '{"2","3","0"}', NULL, '0', 0.75),
(99, 3, 'recall_score', 'macro', NULL, '{"2","3","0"}', NULL, '1', 0.8333333333333334),
(100, 3, 'recall_score', 'weighted', NULL, '{"2","3","0"}', NULL, '1', 0.75),
(101, 3, 'f1_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.6),
(102, 3, 'f1_score', 'macro', NULL, '{"2","3","0"}', NULL, '0', 0.41269841269841273),
(103, 3, 'f1_score', 'weighted', NULL, '{"2","3","0"}', NULL, 'NaN', 0.6190476190476191),
(104, 3, 'precision_score', 'binary', NULL, NULL, '0', '1', 1.0),
(105, 3, 'recall_score', 'binary', NULL, NULL, '0', '0', 0.5),
(106, 3, 'f1_score', 'binary', NULL, NULL, '0', 'NaN', 0.6666666666666666),
(107, 3, 'precision_score', 'binary', NULL, NULL, '1', NULL, NULL),
(108, 3, 'recall_score', 'binary', NULL, NULL, '1', '0', 0.0),
(109, 3, 'f1_score', 'binary', NULL, NULL, '1', NULL, 0.0),
(110, 3, 'precision_score', 'binary', NULL, NULL, '2', '0', 0.4),
(111, 3, 'recall_score', 'binary', NULL, NULL, '2', NULL, 1.0),
(112, 3, 'f1_score', 'binary', NULL, NULL, '2', 'NaN', 0.5714285714285714),
(113, 3, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(114, 3, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 3.0),
(115, 4, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.5),
(116, 4, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.5),
(117, 4, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 0.5),
(118, 4, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(119, 4, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.5),
(120, 4, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.5),
(121, 4, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.5),
(122, 4, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5),
(123, 4, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.5),
(124, 4, 'precision_score', 'micro', NULL, '{"0","2"}', NULL, NULL, 0.6666666666666666),
(125, 4, 'precision_score', 'macro', NULL, '{"0","2"}', NULL, '1', 0.75),
(126, 4, 'precision_score', 'weighted', NULL, '{"0","2"}', NULL, 'NaN', 0.6666666666666666),
(127, 4, 'recall_score', 'micro', NULL, '{"0","2"}', NULL, NULL, 0.6666666666666666),
(128, 4, 'recall_score', 'macro', NULL, '{"0","2"}', NULL, '0', 0.75),
(129, 4, 'recall_score', 'weighted', NULL, '{"0","2"}', NULL, NULL, 0.6666666666666666),
(130, 4, 'f1_score', 'micro', NULL, '{"0","2"}', NULL, 'NaN', 0.6666666666666666),
(131, 4, 'f1_score', 'macro', NULL, '{"0","2"}', NULL, '1', 0.75),
(132, 4, 'f1_score', 'weighted', NULL, '{"0","2"}', NULL, NULL, 0.6666666666666666),
(133, 4, 'precision_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.6666666666666666),
(134, 4, 'precision_score', 'macro', NULL, '{"2","3","0"}', NULL, NULL, 0.5),
(135, 4, 'precision_score', 'weighted', NULL, '{"2","3","0"}', NULL, '0', 0.6666666666666666),
(136, 4, 'recall_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.6666666666666666),
(137, 4, 'recall_score', 'macro', NULL, '{"2","3","0"}', NULL, NULL, 0.5),
(138, 4, 'recall_score', 'weighted', NULL, '{"2","3","0"}', NULL, '1', 0.6666666666666666),
(139, 4, 'f1_score', 'micro', NULL, '{"2","3","0"}', NULL, 'NaN', 0.6666666666666666),
(140, 4, 'f1_score', 'macro', NULL, '{"2","3","0"}', NULL, 'NaN', 0.75),
(141, 4, 'f1_score', 'weighted', NULL, '{"2","3","0"}', NULL, '1', 0.6666666666666666),
(142, 4, 'precision_score', 'binary', NULL, NULL, '0', 'NaN', 1.0),
(143, 4, 'recall_score', 'binary', NULL, NULL, '0', NULL, 1.0),
(144, 4, 'f1_score', 'binary', NULL, NULL, '0', '0', 1.0),
(145, 4, 'precision_score', 'binary', NULL, NULL, '1', NULL, 0.0),
(146, 4, 'recall_score', 'binary', NULL, NULL, '1', '1', 0.0),
(147, 4, 'f1_score', 'binary', NULL, NULL, '1', '0', 0.0),
(148, 4, 'precision_score', 'binary', NULL, NULL, '2', '0', 0.5),
(149, 4, 'recall_score', 'binary', NULL, NULL, '2', NULL, 0.5),
(150, 4, 'f1_score', 'binary', NULL, NULL, '2', '1', 0.5),
(151, 4, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(152, 4, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 2.0),
(153, 5, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.6666666666666666),
(154, 5, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.6666666666666666),
(155, 5, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 0.7222222222222222),
(156, 5, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.6666666666666666),
(157, 5, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.5555555555555555),
(158, 5, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.6666666666666666),
(159, 5, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.6666666666666666),
(160, 5, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.48888888888888893),
(161, 5, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.6),
(162, 5, 'precision_score', 'micro', NULL, '{"0","2"}', NULL, NULL, 0.6666666666666666),
(163, 5, 'precision_score', 'macro', NULL, '{"0","2"}', NULL, NULL, 0.6666666666666666),
(164, 5, 'precision_score', 'weighted', NULL, '{"0","2"}', NULL, '0', 0.6666666666666666),
(165, 5, 'recall_score', 'micro', NULL, '{"0","2"}', NULL, '1', 0.8),
(166, 5, 'recall_score', 'macro', NULL, '{"0","2"}', NULL, NULL, 0.8333333333333333),
(167, 5, 'recall_score', 'weighted', NULL, '{"0","2"}', NULL, NULL, 0.8),
(168, 5, 'f1_score', 'micro', NULL, '{"0","2"}', NULL, 'NaN', 0.7272727272727273),
(169, 5, 'f1_score', 'macro', NULL, '{"0","2"}', NULL, '0', 0.7333333333333334),
(170, 5, 'f1_score', 'weighted', NULL, '{"0","2"}', NULL, '0', 0.72),
(171, 5, 'precision_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.6666666666666666),
(172, 5, 'precision_score', 'macro', NULL, '{"2","3","0"}', NULL, '1', 0.7777777777777777),
(173, 5, 'precision_score', 'weighted', NULL, '{"2","3","0"}', NULL, NULL, 0.6666666666666666),
(174, 5, 'recall_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.8),
(175, 5, 'recall_score', 'macro', NULL, '{"2","3","0"}', NULL, NULL, 0.5555555555555555),
(176, 5, 'recall_score', 'weighted', NULL, '{"2","3","0"}', NULL, '1', 0.8),
(177, 5, 'f1_score', 'micro', NULL, '{"2","3","0"}', NULL, NULL, 0.7272727272727273),
(178, 5, 'f1_score', 'macro', NULL, '{"2","3","0"}', NULL, 'NaN', 0.7333333333333334),
(179, 5, 'f1_score', 'weighted', NULL, '{"2","3","0"}', NULL, 'NaN', 0.72),
(180, 5, 'precision_score', 'binary', NULL, NULL, '0', 'NaN', 0.6666666666666666),
(181, 5, 'recall_score', 'binary', NULL, NULL, '0', '0', 1.0),
(182, 5, 'f1_score', 'binary', NULL, NULL, '0', '0', 0.8),
(183, 5, 'precision_score', 'binary', NULL, NULL, '1', '1', 1.0),
(184, 5, 'recall_score', 'binary', NULL, NULL, '1', NULL, 0.0),
(185, 5, 'f1_score', 'binary', NULL, NULL, '1', NULL, 0.0),
(186, 5, 'precision_score', 'binary', NULL, NULL, '2', NULL, 0.6666666666666666),
(187, 5, 'recall_score', 'binary', NULL, NULL, '2', '0', 0.6666666666666666),
(188, 5, 'f1_score', 'binary', NULL, NULL, '2', '1', 0.6666666666666666),
(189, 5, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6666666666666666),
(190, 5, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 4.0),
(191, 6, 'fbeta_score', 'binary', 0.0, NULL, NULL, NULL, 1.0),
(192, 6, 'fbeta_score', 'macro', 0.0, NULL, NULL, NULL, 0.8333333333333333),
(193, 6, 'fbeta_score', 'binary', 0.5, NULL, NULL, NULL, 0.8333333333333334),
(194, 6, 'fbeta_score', 'macro', 0.5, NULL, NULL, NULL, 0.7738095238095238),
(195, 6, 'fbeta_score', 'binary', 1.0, NULL, NULL, NULL, 0.6666666666666666),
(196, 6, 'fbeta_score', 'macro', 1.0, NULL, NULL, NULL, 0.7333333333333334),
(197, 6, 'fbeta_score', 'binary', 2.0, NULL, NULL, NULL, 0.5555555555555556),
(198, 6, 'fbeta_score', 'macro', 2.0, NULL, NULL, NULL, 0.7323232323232323),
(199, 6, 'fbeta_score', 'binary', 10.0, NULL, NULL, NULL, 0.5024875621890548),
(200, 6, 'fbeta_score', 'macro', 10.0, NULL, NULL, NULL, 0.7487807269073352),
(201, 6, 'fbeta_score', 'binary', 'Infinity', NULL, NULL, NULL, 0.5),
(202, 6, 'fbeta_score', 'macro', 'Infinity', NULL, NULL, NULL, 0.75),
(203, 7, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(204, 7, 'precision_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(205, 7, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(206, 7, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(207, 7, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(208, 7, 'recall_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(209, 7, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(210, 7, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(211, 7, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(212, 7, 'f1_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(213, 7, 'f1_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(214, 7, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(215, 7, 'precision_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(216, 7, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(217, 7, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(218, 7, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(219, 7, 'recall_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(220, 7, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(221, 7, 'f1_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(222, 7, 'f1_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(223, 7, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(224, 7, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(225, 8, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(226, 8, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(227, 8, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(228, 8, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(229, 8, 'recall_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(230, 8, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(231, 8, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(232, 8, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(233, 8, 'f1_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(234, 8, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(235, 8, 'f1_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(236, 8, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(237, 8, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(238, 8, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(239, 8, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(240, 8, 'recall_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(241, 8, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(242, 8, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(243, 8, 'f1_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(244, 8, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(245, 8, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(246, 8, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(247, 9, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(248, 9, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(249, 9, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(250, 9, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(251, 9, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(252, 9, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(253, 9, 'recall_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(254, 9, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(255, 9, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(256, 9, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(257, 9, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(258, 9, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(259, 9, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(260, 9, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.0),
(261, 9, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(262, 9, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.0),
(263, 9, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(264, 9, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(265, 9, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(266, 9, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(267, 9, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(268, 9, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(269, 10, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(270, 10, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(271, 10, 'precision_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(272, 10, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(273, 10, 'recall_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(274, 10, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(275, 10, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(276, 10, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(277, 10, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(278, 10, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(279, 10, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(280, 10, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(281, 10, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(282, 10, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.0),
(283, 10, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(284, 10, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(285, 10, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(286, 10, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(287, 10, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(288, 10, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.0),
(289, 10, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.0),
(290, 10, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(291, 11, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(292, 11, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(293, 11, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(294, 11, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(295, 11, 'recall_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(296, 11, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(297, 11, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(298, 11, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(299, 11, 'f1_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(300, 11, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(301, 11, 'f1_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(302, 11, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(303, 11, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(304, 11, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(305, 11, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(306, 11, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(307, 11, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(308, 11, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(309, 11, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(310, 11, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(311, 11, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(312, 11, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(313, 12, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(314, 12, 'precision_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(315, 12, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(316, 12, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(317, 12, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(318, 12, 'recall_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(319, 12, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(320, 12, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(321, 12, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(322, 12, 'f1_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(323, 12, 'f1_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(324, 12, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(325, 12, 'precision_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(326, 12, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(327, 12, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(328, 12, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(329, 12, 'recall_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(330, 12, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(331, 12, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(332, 12, 'f1_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(333, 12, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(334, 12, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(335, 13, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(336, 13, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(337, 13, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(338, 13, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(339, 13, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(340, 13, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(341, 13, 'recall_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(342, 13, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(343, 13, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(344, 13, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(345, 13, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(346, 13, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(347, 13, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.6666666666666666),
(348, 13, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.8333333333333333),
(349, 13, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 0.7777777777777777),
(350, 13, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.6666666666666666),
(351, 13, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.5),
(352, 13, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.6666666666666666),
(353, 13, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.6666666666666666),
(354, 13, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.4),
(355, 13, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.5333333333333333),
(356, 13, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6666666666666666),
(357, 14, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(358, 14, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(359, 14, 'precision_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(360, 14, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(361, 14, 'recall_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(362, 14, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(363, 14, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(364, 14, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(365, 14, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(366, 14, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(367, 14, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(368, 14, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(369, 14, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(370, 14, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(371, 14, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.0),
(372, 14, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(373, 14, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.5),
(374, 14, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(375, 14, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(376, 14, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.0),
(377, 14, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(378, 14, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(379, 15, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(380, 15, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(381, 15, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(382, 15, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(383, 15, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(384, 15, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(385, 15, 'recall_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(386, 15, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(387, 15, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(388, 15, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(389, 15, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(390, 15, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(391, 15, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.0),
(392, 15, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(393, 15, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(394, 15, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(395, 15, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.5),
(396, 15, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.0),
(397, 15, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.0),
(398, 15, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(399, 15, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(400, 15, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(401, 16, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(402, 16, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(403, 16, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(404, 16, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(405, 16, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(406, 16, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(407, 16, 'recall_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(408, 16, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(409, 16, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(410, 16, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(411, 16, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(412, 16, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(413, 16, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.5),
(414, 16, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5),
(415, 16, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.25),
(416, 16, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.5),
(417, 16, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.5),
(418, 16, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5),
(419, 16, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(420, 16, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.3333333333333333),
(421, 16, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.3333333333333333),
(422, 16, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(423, 17, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(424, 17, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(425, 17, 'precision_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(426, 17, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(427, 17, 'recall_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(428, 17, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(429, 17, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(430, 17, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(431, 17, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(432, 17, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(433, 17, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(434, 17, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(435, 17, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(436, 17, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.5),
(437, 17, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(438, 17, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(439, 17, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.75),
(440, 17, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.5),
(441, 17, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.5),
(442, 17, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(443, 17, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.6666666666666666),
(444, 17, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(445, 18, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 0.5),
(446, 18, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.5),
(447, 18, 'precision_score', 'binary', NULL, NULL, NULL, '1', 0.5),
(448, 18, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 0.5),
(449, 18, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(450, 18, 'recall_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(451, 18, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(452, 18, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(453, 18, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.6666666666666666),
(454, 18, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.6666666666666666),
(455, 18, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.6666666666666666),
(456, 18, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.6666666666666666),
(457, 18, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.6666666666666666),
(458, 18, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.75),
(459, 18, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.8333333333333334),
(460, 18, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.6666666666666666),
(461, 18, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.75),
(462, 18, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.6666666666666666),
(463, 18, 'f1_score', 'micro', NULL, NULL, NULL, '1', 0.6666666666666666),
(464, 18, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.6666666666666666),
(465, 18, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.6666666666666666),
(466, 18, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6666666666666666),
(467, 19, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(468, 19, 'precision_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(469, 19, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(470, 19, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(471, 19, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(472, 19, 'recall_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(473, 19, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(474, 19, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(475, 19, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 1.0),
(476, 19, 'f1_score', 'binary', NULL, NULL, NULL, '0', 1.0),
(477, 19, 'f1_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(478, 19, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 1.0),
(479, 19, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(480, 19, 'precision_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(481, 19, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(482, 19, 'recall_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(483, 19, 'recall_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(484, 19, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(485, 19, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(486, 19, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(487, 19, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(488, 19, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(489, 20, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(490, 20, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(491, 20, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(492, 20, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(493, 20, 'recall_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(494, 20, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(495, 20, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(496, 20, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(497, 20, 'f1_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(498, 20, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(499, 20, 'f1_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(500, 20, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(501, 20, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(502, 20, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(503, 20, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(504, 20, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(505, 20, 'recall_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(506, 20, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(507, 20, 'f1_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(508, 20, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(509, 20, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(510, 20, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(511, 21, 'precision_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(512, 21, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(513, 21, 'precision_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(514, 21, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(515, 21, 'recall_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(516, 21, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(517, 21, 'recall_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(518, 21, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(519, 21, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(520, 21, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(521, 21, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(522, 21, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(523, 21, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.5),
(524, 21, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5),
(525, 21, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5),
(526, 21, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(527, 21, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.5),
(528, 21, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.5),
(529, 21, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.5),
(530, 21, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(531, 21, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.3333333333333333),
(532, 21, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(533, 22, 'precision_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(534, 22, 'precision_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(535, 22, 'precision_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(536, 22, 'precision_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(537, 22, 'recall_score', 'binary', NULL, NULL, NULL, NULL, NULL),
(538, 22, 'recall_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(539, 22, 'recall_score', 'binary', NULL, NULL, NULL, '1', 1.0),
(540, 22, 'recall_score', 'binary', NULL, NULL, NULL, 'NaN', 'NaN'),
(541, 22, 'f1_score', 'binary', NULL, NULL, NULL, NULL, 0.0),
(542, 22, 'f1_score', 'binary', NULL, NULL, NULL, '0', 0.0),
(543, 22, 'f1_score', 'binary', NULL, NULL, NULL, '1', 0.0),
(544, 22, 'f1_score', 'binary', NULL, NULL, NULL, 'NaN', 0.0),
(545, 22, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(546, 22, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(547, 22, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(548, 22, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(549, 22, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.0),
(550, 22, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(551, 22, 'f1_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(552, 22, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(553, 22, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(554, 22, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(555, 23, 'precision_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(556, 23, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(557, 23, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(558, 23, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(559, 23, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(560, 23, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(561, 23, 'f1_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(562, 23, 'f1_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(563, 23, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(564, 23, 'precision_score', 'binary', NULL, NULL, '28', NULL, 1.0),
(565, 23, 'recall_score', 'binary', NULL, NULL, '28', '0', 1.0),
(566, 23, 'f1_score', 'binary', NULL, NULL, '28', 'NaN', 1.0),
(567, 23, 'precision_score', 'binary', NULL, NULL, '-35', 'NaN', 1.0),
(568, 23, 'recall_score', 'binary', NULL, NULL, '-35', NULL, 1.0),
(569, 23, 'f1_score', 'binary', NULL, NULL, '-35', '0', 1.0),
(570, 23, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(571, 23, 'precision_score', 'micro', NULL, '{"-3","-19","-6","-35","99"}', NULL, NULL, 1.0),
(572, 23, 'precision_score', 'macro', NULL, '{"-3","-19","-6","-35","99"}', NULL, NULL, 0.8),
(573, 23, 'precision_score', 'weighted', NULL, '{"-3","-19","-6","-35","99"}', NULL, '0', 1.0),
(574, 23, 'recall_score', 'micro', NULL, '{"-3","-19","-6","-35","99"}', NULL, NULL, 1.0),
(575, 23, 'recall_score', 'macro', NULL, '{"-3","-19","-6","-35","99"}', NULL, NULL, 0.8),
(576, 23, 'recall_score', 'weighted', NULL, '{"-3","-19","-6","-35","99"}', NULL, '0', 1.0),
(577, 23, 'f1_score', 'micro', NULL, '{"-3","-19","-6","-35","99"}', NULL, 'NaN', 1.0),
(578, 23, 'f1_score', 'macro', NULL, '{"-3","-19","-6","-35","99"}', NULL, NULL, 0.8),
(579, 23, 'f1_score', 'weighted', NULL, '{"-3","-19","-6","-35","99"}', NULL, NULL, 1.0),
(580, 24, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.7),
(581, 24, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.6944444444444444),
(582, 24, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.6981481481481481),
(583, 24, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.7),
(584, 24, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.6900452488687783),
(585, 24, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.7),
(586, 24, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.7),
(587, 24, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.6914285714285715),
(588, 24, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.6982857142857143),
(589, 24, 'precision_score', 'binary', NULL, NULL, 'a', '0', 0.6666666666666666),
(590, 24, 'recall_score', 'binary', NULL, NULL, 'a', '1', 0.6153846153846154),
(591, 24, 'f1_score', 'binary', NULL, NULL, 'a', '1', 0.64),
(592, 24, 'precision_score', 'binary', NULL, NULL, 'b', NULL, 0.7222222222222222),
(593, 24, 'recall_score', 'binary', NULL, NULL, 'b', 'NaN', 0.7647058823529411),
(594, 24, 'f1_score', 'binary', NULL, NULL, 'b', NULL, 0.7428571428571429),
(595, 24, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.7),
(596, 24, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 21.0),
(597, 24, 'fbeta_score', 'micro', 2.0, NULL, NULL, '1', 0.7),
(598, 24, 'precision_score', 'micro', NULL, '{"never seen","b"}', NULL, '1', 0.7222222222222222),
(599, 24, 'precision_score', 'macro', NULL, '{"never seen","b"}', NULL, NULL, 0.3611111111111111),
(600, 24, 'precision_score', 'weighted', NULL, '{"never seen","b"}', NULL, 'NaN', 0.7222222222222222),
(601, 24, 'recall_score', 'micro', NULL, '{"never seen","b"}', NULL, '1', 0.7647058823529411),
(602, 24, 'recall_score', 'macro', NULL, '{"never seen","b"}', NULL, NULL, 0.38235294117647056),
(603, 24, 'recall_score', 'weighted', NULL, '{"never seen","b"}', NULL, NULL, 0.7647058823529411),
(604, 24, 'f1_score', 'micro', NULL, '{"never seen","b"}', NULL, '0', 0.7428571428571429),
(605, 24, 'f1_score', 'macro', NULL, '{"never seen","b"}', NULL, '0', 0.37142857142857144),
(606, 24, 'f1_score', 'weighted', NULL, '{"never seen","b"}', NULL, '0', 0.7428571428571429),
(607, 25, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.6),
(608, 25, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.5833333333333333),
(609, 25, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 0.6),
(610, 25, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.6),
(611, 25, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.5833333333333333),
(612, 25, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.6),
(613, 25, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.6),
(614, 25, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5833333333333333),
(615, 25, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.6),
(616, 25, 'precision_score', 'binary', NULL, NULL, 'false', '0', 0.5),
(617, 25, 'recall_score', 'binary', NULL, NULL, 'false', '1', 0.5),
(618, 25, 'f1_score', 'binary', NULL, NULL, 'false', NULL, 0.5),
(619, 25, 'precision_score', 'binary', NULL, NULL, 'true', '1', 0.6666666666666666),
(620, 25, 'recall_score', 'binary', NULL, NULL, 'true', NULL, 0.6666666666666666),
(621, 25, 'f1_score', 'binary', NULL, NULL, 'true', '0', 0.6666666666666666),
(622, 25, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6),
(623, 26, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.26824034334763946),
(624, 26, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.13541666666666669),
(625, 26, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5377777777777778),
(626, 26, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.26824034334763946),
(627, 26, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.18154761904761904),
(628, 26, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.26824034334763946),
(629, 26, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.26824034334763946),
(630, 26, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.13973214285714286),
(631, 26, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.25596259963212753),
(632, 26, 'precision_score', 'binary', NULL, NULL, '7', '1', 0.0),
(633, 26, 'recall_score', 'binary', NULL, NULL, '7', NULL, 0.0),
(634, 26, 'f1_score', 'binary', NULL, NULL, '7', NULL, 0.0),
(635, 26, 'precision_score', 'binary', NULL, NULL, '-38', NULL, 1.0),
(636, 26, 'recall_score', 'binary', NULL, NULL, '-38', NULL, 1.0),
(637, 26, 'f1_score', 'binary', NULL, NULL, '-38', NULL, 1.0),
(638, 26, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.26824034334763946),
(639, 26, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 7.8125),
(640, 26, 'fbeta_score', 'weighted', 0.5, NULL, NULL, 'NaN', 0.2577275341799036),
(641, 26, 'precision_score', 'micro', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, 'NaN', 0.3834355828220859),
(642, 26, 'precision_score', 'macro', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, 'NaN', 0.27083333333333337),
(643, 26, 'precision_score', 'weighted', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, '1', 0.5377777777777778),
(644, 26, 'recall_score', 'micro', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, '1', 0.5555555555555556),
(645, 26, 'recall_score', 'macro', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, NULL, 0.32275132275132273),
(646, 26, 'recall_score', 'weighted', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, 'NaN', 0.5555555555555556),
(647, 26, 'f1_score', 'micro', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, NULL, 0.4537205081669691),
(648, 26, 'f1_score', 'macro', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, '1', 0.3595238095238095),
(649, 26, 'f1_score', 'weighted', NULL, '{"-38","7","-37","-29","-12","-25","39","-10","99"}', NULL, NULL, 0.5301269841269841),
(650, 27, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(651, 27, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(652, 27, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(653, 27, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(654, 27, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(655, 27, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(656, 27, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(657, 27, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(658, 27, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(659, 27, 'precision_score', 'binary', NULL, NULL, 'cat', 'NaN', 1.0),
(660, 27, 'recall_score', 'binary', NULL, NULL, 'cat', '1', 1.0),
(661, 27, 'f1_score', 'binary', NULL, NULL, 'cat', NULL, 1.0),
(662, 27, 'precision_score', 'binary', NULL, NULL, 'bird', '1', 1.0),
(663, 27, 'recall_score', 'binary', NULL, NULL, 'bird', '0', 1.0),
(664, 27, 'f1_score', 'binary', NULL, NULL, 'bird', 'NaN', 1.0),
(665, 27, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(666, 27, 'precision_score', 'micro', NULL, '{"never seen","bird","cat"}', NULL, '1', 1.0),
(667, 27, 'precision_score', 'macro', NULL, '{"never seen","bird","cat"}', NULL, 'NaN', 1.0),
(668, 27, 'precision_score', 'weighted', NULL, '{"never seen","bird","cat"}', NULL, NULL, 1.0),
(669, 27, 'recall_score', 'micro', NULL, '{"never seen","bird","cat"}', NULL, '1', 1.0),
(670, 27, 'recall_score', 'macro', NULL, '{"never seen","bird","cat"}', NULL, NULL, 0.6666666666666666),
(671, 27, 'recall_score', 'weighted', NULL, '{"never seen","bird","cat"}', NULL, '0', 1.0),
(672, 27, 'f1_score', 'micro', NULL, '{"never seen","bird","cat"}', NULL, '1', 1.0),
(673, 27, 'f1_score', 'macro', NULL, '{"never seen","bird","cat"}', NULL, 'NaN', 1.0),
(674, 27, 'f1_score', 'weighted', NULL, '{"never seen","bird","cat"}', NULL, NULL, 1.0),
(675, 28, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(676, 28, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(677, 28, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(678, 28, 'recall_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(679, 28, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(680, 28, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(681, 28, 'f1_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(682, 28, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(683, 28, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(684, 28, 'precision_score', 'binary', NULL, NULL, 'true', '0', 1.0),
(685, 28, 'recall_score', 'binary', NULL, NULL, 'true', '0', 1.0),
(686, 28, 'f1_score', 'binary', NULL, NULL, 'true', 'NaN', 1.0),
(687, 28, 'precision_score', 'binary', NULL, NULL, 'false', NULL, 1.0),
(688, 28, 'recall_score', 'binary', NULL, NULL, 'false', '1', 1.0),
(689, 28, 'f1_score', 'binary', NULL, NULL, 'false', 'NaN', 1.0),
(690, 28, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(691, 28, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 5.0),
(692, 28, 'fbeta_score', 'macro', 0.0, NULL, NULL, '1', 1.0),
(693, 29, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(694, 29, 'precision_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(695, 29, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(696, 29, 'recall_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(697, 29, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(698, 29, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(699, 29, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(700, 29, 'f1_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(701, 29, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(702, 29, 'precision_score', 'binary', NULL, NULL, '7', NULL, 1.0),
(703, 29, 'recall_score', 'binary', NULL, NULL, '7', NULL, 1.0),
(704, 29, 'f1_score', 'binary', NULL, NULL, '7', NULL, 1.0),
(705, 29, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(706, 29, 'precision_score', 'micro', NULL, '{"7","99"}', NULL, 'NaN', 1.0),
(707, 29, 'precision_score', 'macro', NULL, '{"7","99"}', NULL, '0', 0.5),
(708, 29, 'precision_score', 'weighted', NULL, '{"7","99"}', NULL, NULL, 1.0),
(709, 29, 'recall_score', 'micro', NULL, '{"7","99"}', NULL, NULL, 1.0),
(710, 29, 'recall_score', 'macro', NULL, '{"7","99"}', NULL, '0', 0.5),
(711, 29, 'recall_score', 'weighted', NULL, '{"7","99"}', NULL, '1', 1.0),
(712, 29, 'f1_score', 'micro', NULL, '{"7","99"}', NULL, 'NaN', 1.0),
(713, 29, 'f1_score', 'macro', NULL, '{"7","99"}', NULL, '1', 1.0),
(714, 29, 'f1_score', 'weighted', NULL, '{"7","99"}', NULL, '0', 1.0),
(715, 30, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(716, 30, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(717, 30, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(718, 30, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(719, 30, 'recall_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(720, 30, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(721, 30, 'f1_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(722, 30, 'f1_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(723, 30, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(724, 30, 'precision_score', 'binary', NULL, NULL, 'aa', 'NaN', 1.0),
(725, 30, 'recall_score', 'binary', NULL, NULL, 'aa', 'NaN', 1.0),
(726, 30, 'f1_score', 'binary', NULL, NULL, 'aa', '0', 1.0),
(727, 30, 'precision_score', 'binary', NULL, NULL, 'aaa', '0', 1.0),
(728, 30, 'recall_score', 'binary', NULL, NULL, 'aaa', 'NaN', 1.0),
(729, 30, 'f1_score', 'binary', NULL, NULL, 'aaa', NULL, 1.0),
(730, 30, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(731, 30, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 4.5),
(732, 30, 'fbeta_score', 'weighted', 2.0, NULL, NULL, NULL, 1.0),
(733, 30, 'precision_score', 'micro', NULL, '{"never seen","aaa","aa"}', NULL, 'NaN', 1.0),
(734, 30, 'precision_score', 'macro', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 0.6666666666666666),
(735, 30, 'precision_score', 'weighted', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 1.0),
(736, 30, 'recall_score', 'micro', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 1.0),
(737, 30, 'recall_score', 'macro', NULL, '{"never seen","aaa","aa"}', NULL, '0', 0.6666666666666666),
(738, 30, 'recall_score', 'weighted', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 1.0),
(739, 30, 'f1_score', 'micro', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 1.0),
(740, 30, 'f1_score', 'macro', NULL, '{"never seen","aaa","aa"}', NULL, 'NaN', 1.0),
(741, 30, 'f1_score', 'weighted', NULL, '{"never seen","aaa","aa"}', NULL, 'NaN', 1.0),
(742, 31, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(743, 31, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.4909502262443439),
(744, 31, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 0.5),
(745, 31, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.5),
(746, 31, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.4909502262443439),
(747, 31, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.5),
(748, 31, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(749, 31, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.4909502262443439),
(750, 31, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5),
(751, 31, 'precision_score', 'binary', NULL, NULL, 'true', 'NaN', 0.4230769230769231),
(752, 31, 'recall_score', 'binary', NULL, NULL, 'true', '1', 0.4230769230769231),
(753, 31, 'f1_score', 'binary', NULL, NULL, 'true', 'NaN', 0.4230769230769231),
(754, 31, 'precision_score', 'binary', NULL, NULL, 'false', 'NaN', 0.5588235294117647),
(755, 31, 'recall_score', 'binary', NULL, NULL, 'false', 'NaN', 0.5588235294117647),
(756, 31, 'f1_score', 'binary', NULL, NULL, 'false', 'NaN', 0.5588235294117647),
(757, 31, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(758, 32, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.5),
(759, 32, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.3125),
(760, 32, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.4375),
(761, 32, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.5),
(762, 32, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.42857142857142855),
(763, 32, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.5),
(764, 32, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(765, 32, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.3333333333333333),
(766, 32, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.4583333333333333),
(767, 32, 'precision_score', 'binary', NULL, NULL, '8', 'NaN', 0.0),
(768, 32, 'recall_score', 'binary', NULL, NULL, '8', 'NaN', 'NaN'),
(769, 32, 'f1_score', 'binary', NULL, NULL, '8', '0', 0.0),
(770, 32, 'precision_score', 'binary', NULL, NULL, '5', 'NaN', 0.0),
(771, 32, 'recall_score', 'binary', NULL, NULL, '5', NULL, 0.0),
(772, 32, 'f1_score', 'binary', NULL, NULL, '5', 'NaN', 0.0),
(773, 32, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(774, 32, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 4.0),
(775, 32, 'fbeta_score', 'micro', 0.1, NULL, NULL, '1', 0.5),
(776, 32, 'precision_score', 'micro', NULL, '{"0","2","1","7","8","5","99"}', NULL, NULL, 0.5),
(777, 32, 'precision_score', 'macro', NULL, '{"0","2","1","7","8","5","99"}', NULL, 'NaN', 0.4166666666666667),
(778, 32, 'precision_score', 'weighted', NULL, '{"0","2","1","7","8","5","99"}', NULL, NULL, 0.5833333333333334),
(779, 32, 'recall_score', 'micro', NULL, '{"0","2","1","7","8","5","99"}', NULL, '1', 0.6666666666666666),
(780, 32, 'recall_score', 'macro', NULL, '{"0","2","1","7","8","5","99"}', NULL, '0', 0.42857142857142855),
(781, 32, 'recall_score', 'weighted', NULL, '{"0","2","1","7","8","5","99"}', NULL, '0', 0.6666666666666666),
(782, 32, 'f1_score', 'micro', NULL, '{"0","2","1","7","8","5","99"}', NULL, NULL, 0.5714285714285714),
(783, 32, 'f1_score', 'macro', NULL, '{"0","2","1","7","8","5","99"}', NULL, NULL, 0.38095238095238093),
(784, 32, 'f1_score', 'weighted', NULL, '{"0","2","1","7","8","5","99"}', NULL, '1', 0.611111111111111),
(785, 33, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.375),
(786, 33, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.3),
(787, 33, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.44999999999999996),
(788, 33, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.375),
(789, 33, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.25),
(790, 33, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.375),
(791, 33, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.375),
(792, 33, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.2727272727272727),
(793, 33, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.40909090909090906),
(794, 33, 'precision_score', 'binary', NULL, NULL, 'short', NULL, 0.0),
(795, 33, 'recall_score', 'binary', NULL, NULL, 'short', NULL, 0.0),
(796, 33, 'f1_score', 'binary', NULL, NULL, 'short', '0', 0.0),
(797, 33, 'precision_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', 'NaN', 0.6),
(798, 33, 'recall_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', 'NaN', 0.5),
(799, 33, 'f1_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 0.5454545454545454),
(800, 33, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.375),
(801, 33, 'precision_score', 'micro', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, NULL, 0.375),
(802, 33, 'precision_score', 'macro', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, NULL, 0.19999999999999998),
(803, 33, 'precision_score', 'weighted', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, '1', 0.44999999999999996),
(804, 33, 'recall_score', 'micro', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, NULL, 0.375),
(805, 33, 'recall_score', 'macro', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, '1', 0.5),
(806, 33, 'recall_score', 'weighted', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, '0', 0.375),
(807, 33, 'f1_score', 'micro', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, '0', 0.375),
(808, 33, 'f1_score', 'macro', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, NULL, 0.1818181818181818),
(809, 33, 'f1_score', 'weighted', NULL, '{"never seen","a label that is rather longer than the others","short"}', NULL, NULL, 0.40909090909090906),
(810, 34, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.5085227272727273),
(811, 34, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.49984898251972665),
(812, 34, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.5008846535350103),
(813, 34, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.5085227272727273),
(814, 34, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.49987060041407866),
(815, 34, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.5085227272727273),
(816, 34, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.5085227272727273),
(817, 34, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.4851495193567751),
(818, 34, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.4901358037121782),
(819, 34, 'precision_score', 'binary', NULL, NULL, 'false', '0', 0.522633744855967),
(820, 34, 'recall_score', 'binary', NULL, NULL, 'false', NULL, 0.6902173913043478),
(821, 34, 'f1_score', 'binary', NULL, NULL, 'false', 'NaN', 0.594847775175644),
(822, 34, 'precision_score', 'binary', NULL, NULL, 'true', '0', 0.47706422018348627),
(823, 34, 'recall_score', 'binary', NULL, NULL, 'true', '1', 0.30952380952380953),
(824, 34, 'f1_score', 'binary', NULL, NULL, 'true', NULL, 0.37545126353790614),
(825, 34, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5085227272727273),
(826, 34, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 11.1875),
(827, 34, 'fbeta_score', 'weighted', 0.5, NULL, NULL, '1', 0.49258677600728284),
(828, 35, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(829, 35, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(830, 35, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(831, 35, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(832, 35, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(833, 35, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(834, 35, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(835, 35, 'f1_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(836, 35, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(837, 35, 'precision_score', 'binary', NULL, NULL, '2', 'NaN', 1.0),
(838, 35, 'recall_score', 'binary', NULL, NULL, '2', 'NaN', 1.0),
(839, 35, 'f1_score', 'binary', NULL, NULL, '2', NULL, 1.0),
(840, 35, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(841, 35, 'precision_score', 'micro', NULL, '{"2","99"}', NULL, NULL, 1.0),
(842, 35, 'precision_score', 'macro', NULL, '{"2","99"}', NULL, 'NaN', 1.0),
(843, 35, 'precision_score', 'weighted', NULL, '{"2","99"}', NULL, '1', 1.0),
(844, 35, 'recall_score', 'micro', NULL, '{"2","99"}', NULL, NULL, 1.0),
(845, 35, 'recall_score', 'macro', NULL, '{"2","99"}', NULL, '0', 0.5),
(846, 35, 'recall_score', 'weighted', NULL, '{"2","99"}', NULL, NULL, 1.0),
(847, 35, 'f1_score', 'micro', NULL, '{"2","99"}', NULL, '1', 1.0),
(848, 35, 'f1_score', 'macro', NULL, '{"2","99"}', NULL, '1', 1.0),
(849, 35, 'f1_score', 'weighted', NULL, '{"2","99"}', NULL, NULL, 1.0),
(850, 36, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.5),
(851, 36, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5),
(852, 36, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(853, 36, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(854, 36, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5),
(855, 36, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.5),
(856, 36, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(857, 36, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.3333333333333333),
(858, 36, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.6666666666666666),
(859, 36, 'precision_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', '0', 1.0),
(860, 36, 'recall_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 0.5),
(861, 36, 'f1_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 0.6666666666666666),
(862, 36, 'precision_score', 'binary', NULL, NULL, 'short', 'NaN', 0.0),
(863, 36, 'recall_score', 'binary', NULL, NULL, 'short', 'NaN', 'NaN'),
(864, 36, 'f1_score', 'binary', NULL, NULL, 'short', NULL, 0.0),
(865, 36, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(866, 36, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 1.0),
(867, 36, 'fbeta_score', 'micro', 0.0, NULL, NULL, NULL, 0.5),
(868, 36, 'precision_score', 'micro', NULL, '{"never seen","short"}', NULL, '0', 0.0),
(869, 36, 'precision_score', 'macro', NULL, '{"never seen","short"}', NULL, '1', 0.5),
(870, 36, 'precision_score', 'weighted', NULL, '{"never seen","short"}', NULL, '0', 0.0),
(871, 36, 'recall_score', 'micro', NULL, '{"never seen","short"}', NULL, '0', 0.0),
(872, 36, 'recall_score', 'macro', NULL, '{"never seen","short"}', NULL, NULL, 0.0),
(873, 36, 'recall_score', 'weighted', NULL, '{"never seen","short"}', NULL, NULL, 0.0),
(874, 36, 'f1_score', 'micro', NULL, '{"never seen","short"}', NULL, NULL, 0.0),
(875, 36, 'f1_score', 'macro', NULL, '{"never seen","short"}', NULL, NULL, 0.0),
(876, 36, 'f1_score', 'weighted', NULL, '{"never seen","short"}', NULL, NULL, 0.0),
(877, 37, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(878, 37, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(879, 37, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(880, 37, 'recall_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(881, 37, 'recall_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(882, 37, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(883, 37, 'f1_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(884, 37, 'f1_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(885, 37, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(886, 37, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(887, 37, 'recall_score', 'binary', NULL, NULL, 'true', 'NaN', 1.0),
(888, 37, 'f1_score', 'binary', NULL, NULL, 'true', '1', 1.0),
(889, 37, 'precision_score', 'binary', NULL, NULL, 'false', 'NaN', 1.0),
(890, 37, 'recall_score', 'binary', NULL, NULL, 'false', 'NaN', 1.0),
(891, 37, 'f1_score', 'binary', NULL, NULL, 'false', 'NaN', 1.0),
(892, 37, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(893, 38, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.23703703703703705),
(894, 38, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.2),
(895, 38, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(896, 38, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.23703703703703705),
(897, 38, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.6),
(898, 38, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.23703703703703705),
(899, 38, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.23703703703703705),
(900, 38, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.2),
(901, 38, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.23703703703703705),
(902, 38, 'precision_score', 'binary', NULL, NULL, '3', '1', 1.0),
(903, 38, 'recall_score', 'binary', NULL, NULL, '3', '1', 0.0),
(904, 38, 'f1_score', 'binary', NULL, NULL, '3', '1', 0.0),
(905, 38, 'precision_score', 'binary', NULL, NULL, '1', NULL, NULL),
(906, 38, 'recall_score', 'binary', NULL, NULL, '1', NULL, 0.0),
(907, 38, 'f1_score', 'binary', NULL, NULL, '1', '0', 0.0),
(908, 38, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.23703703703703705),
(909, 38, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 2.0),
(910, 38, 'fbeta_score', 'macro', 2.0, NULL, NULL, '0', 0.2),
(911, 38, 'precision_score', 'micro', NULL, '{"3","5","99"}', NULL, '1', 0.0),
(912, 38, 'precision_score', 'macro', NULL, '{"3","5","99"}', NULL, 'NaN', 0.0),
(913, 38, 'precision_score', 'weighted', NULL, '{"3","5","99"}', NULL, '0', 0.0),
(914, 38, 'recall_score', 'micro', NULL, '{"3","5","99"}', NULL, 'NaN', 0.0),
(915, 38, 'recall_score', 'macro', NULL, '{"3","5","99"}', NULL, NULL, 0.0),
(916, 38, 'recall_score', 'weighted', NULL, '{"3","5","99"}', NULL, '0', 0.0),
(917, 38, 'f1_score', 'micro', NULL, '{"3","5","99"}', NULL, 'NaN', 0.0),
(918, 38, 'f1_score', 'macro', NULL, '{"3","5","99"}', NULL, '1', 0.3333333333333333),
(919, 38, 'f1_score', 'weighted', NULL, '{"3","5","99"}', NULL, 'NaN', 0.0),
(920, 39, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.46153846153846156),
(921, 39, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.41666666666666663),
(922, 39, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.4230769230769231),
(923, 39, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.46153846153846156),
(924, 39, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.44047619047619047),
(925, 39, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.46153846153846156),
(926, 39, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.46153846153846156),
(927, 39, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.40522875816993464),
(928, 39, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.4193061840120664),
(929, 39, 'precision_score', 'binary', NULL, NULL, 'short', 'NaN', 0.5),
(930, 39, 'recall_score', 'binary', NULL, NULL, 'short', '1', 0.7142857142857143),
(931, 39, 'f1_score', 'binary', NULL, NULL, 'short', '0', 0.5882352941176471),
(932, 39, 'precision_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 0.3333333333333333),
(933, 39, 'recall_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', 'NaN', 0.16666666666666666),
(934, 39, 'f1_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', '0', 0.2222222222222222),
(935, 39, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.46153846153846156),
(936, 39, 'precision_score', 'micro', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, NULL, 0.46153846153846156),
(937, 39, 'precision_score', 'macro', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, NULL, 0.27777777777777773),
(938, 39, 'precision_score', 'weighted', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, '0', 0.4230769230769231),
(939, 39, 'recall_score', 'micro', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, NULL, 0.46153846153846156),
(940, 39, 'recall_score', 'macro', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, '0', 0.29365079365079366),
(941, 39, 'recall_score', 'weighted', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, 'NaN', 0.46153846153846156),
(942, 39, 'f1_score', 'micro', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, '0', 0.46153846153846156),
(943, 39, 'f1_score', 'macro', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, NULL, 0.2701525054466231),
(944, 39, 'f1_score', 'weighted', NULL, '{"never seen","short","a label that is rather longer than the others"}', NULL, NULL, 0.4193061840120664),
(945, 40, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.4),
(946, 40, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(947, 40, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.5333333333333333),
(948, 40, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.4),
(949, 40, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.25),
(950, 40, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.4),
(951, 40, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.4),
(952, 40, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.2857142857142857),
(953, 40, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.45714285714285713),
(954, 40, 'precision_score', 'binary', NULL, NULL, 'false', 'NaN', 0.0),
(955, 40, 'recall_score', 'binary', NULL, NULL, 'false', '1', 0.0),
(956, 40, 'f1_score', 'binary', NULL, NULL, 'false', '0', 0.0),
(957, 40, 'precision_score', 'binary', NULL, NULL, 'true', '1', 0.6666666666666666),
(958, 40, 'recall_score', 'binary', NULL, NULL, 'true', 'NaN', 0.5),
(959, 40, 'f1_score', 'binary', NULL, NULL, 'true', NULL, 0.5714285714285714),
(960, 40, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.4),
(961, 40, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 2.0),
(962, 40, 'fbeta_score', 'weighted', 'Infinity', NULL, NULL, '0', 0.4),
(963, 41, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.7),
(964, 41, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.7081447963800905),
(965, 41, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.7122171945701358),
(966, 41, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.7),
(967, 41, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.7053571428571428),
(968, 41, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.7),
(969, 41, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.7),
(970, 41, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.699666295884316),
(971, 41, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.6989988876529478),
(972, 41, 'precision_score', 'binary', NULL, NULL, '-1', NULL, 0.6470588235294118),
(973, 41, 'recall_score', 'binary', NULL, NULL, '-1', '1', 0.7857142857142857),
(974, 41, 'f1_score', 'binary', NULL, NULL, '-1', NULL, 0.7096774193548387),
(975, 41, 'precision_score', 'binary', NULL, NULL, '1', '0', 0.7692307692307693),
(976, 41, 'recall_score', 'binary', NULL, NULL, '1', 'NaN', 0.625),
(977, 41, 'f1_score', 'binary', NULL, NULL, '1', '1', 0.6896551724137931),
(978, 41, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.7),
(979, 41, 'precision_score', 'micro', NULL, '{"1","99"}', NULL, '1', 0.7692307692307693),
(980, 41, 'precision_score', 'macro', NULL, '{"1","99"}', NULL, NULL, 0.38461538461538464),
(981, 41, 'precision_score', 'weighted', NULL, '{"1","99"}', NULL, '0', 0.7692307692307693),
(982, 41, 'recall_score', 'micro', NULL, '{"1","99"}', NULL, NULL, 0.625),
(983, 41, 'recall_score', 'macro', NULL, '{"1","99"}', NULL, NULL, 0.3125),
(984, 41, 'recall_score', 'weighted', NULL, '{"1","99"}', NULL, 'NaN', 0.625),
(985, 41, 'f1_score', 'micro', NULL, '{"1","99"}', NULL, 'NaN', 0.6896551724137931),
(986, 41, 'f1_score', 'macro', NULL, '{"1","99"}', NULL, NULL, 0.3448275862068966),
(987, 41, 'f1_score', 'weighted', NULL, '{"1","99"}', NULL, '0', 0.6896551724137931),
(988, 42, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.7373737373737373),
(989, 42, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.7691056910569105),
(990, 42, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.8775560482877556),
(991, 42, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.7373737373737373),
(992, 42, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.7751879699248121),
(993, 42, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.7373737373737373),
(994, 42, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.7373737373737373),
(995, 42, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.7104944367634473),
(996, 42, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.7422490092843639),
(997, 42, 'precision_score', 'binary', NULL, NULL, 'back\slash', 'NaN', 1.0),
(998, 42, 'recall_score', 'binary', NULL, NULL, 'back\slash', NULL, 1.0),
(999, 42, 'f1_score', 'binary', NULL, NULL, 'back\slash', NULL, 1.0),
(1000, 42, 'precision_score', 'binary', NULL, NULL, '{brace}', NULL, 0.5121951219512195),
(1001, 42, 'recall_score', 'binary', NULL, NULL, '{brace}', '0', 0.5),
(1002, 42, 'f1_score', 'binary', NULL, NULL, '{brace}', 'NaN', 0.5060240963855421),
(1003, 42, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.7373737373737373),
(1004, 42, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 18.25),
(1005, 42, 'fbeta_score', 'weighted', 3.7, NULL, NULL, 'NaN', 0.730352212260174),
(1006, 42, 'precision_score', 'micro', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, 'NaN', 0.6858006042296072),
(1007, 42, 'precision_score', 'macro', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, '0', 0.5691056910569106),
(1008, 42, 'precision_score', 'weighted', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, '0', 0.8535111635104267),
(1009, 42, 'recall_score', 'micro', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, NULL, 0.6858006042296072),
(1010, 42, 'recall_score', 'macro', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, '0', 0.575187969924812),
(1011, 42, 'recall_score', 'weighted', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, NULL, 0.6858006042296072),
(1012, 42, 'f1_score', 'micro', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, NULL, 0.6858006042296072),
(1013, 42, 'f1_score', 'macro', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, '0', 0.5104944367634473),
(1014, 42, 'f1_score', 'weighted', NULL, '{"never seen","o''clock","{brace}","q\"uote","a,b"}', NULL, '1', 0.6916332558205682),
(1015, 43, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.875),
(1016, 43, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.8333333333333333),
(1017, 43, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.9166666666666666),
(1018, 43, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.875),
(1019, 43, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.9166666666666667),
(1020, 43, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.875),
(1021, 43, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.875),
(1022, 43, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.8545454545454545),
(1023, 43, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.8818181818181818),
(1024, 43, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1025, 43, 'recall_score', 'binary', NULL, NULL, 'true', NULL, 0.8333333333333334),
(1026, 43, 'f1_score', 'binary', NULL, NULL, 'true', '1', 0.9090909090909091),
(1027, 43, 'precision_score', 'binary', NULL, NULL, 'false', 'NaN', 0.6666666666666666),
(1028, 43, 'recall_score', 'binary', NULL, NULL, 'false', '0', 1.0),
(1029, 43, 'f1_score', 'binary', NULL, NULL, 'false', NULL, 0.8),
(1030, 43, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.875),
(1031, 44, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1032, 44, 'precision_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(1033, 44, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1034, 44, 'recall_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(1035, 44, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1036, 44, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1037, 44, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1038, 44, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1039, 44, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1040, 44, 'precision_score', 'binary', NULL, NULL, '3', NULL, 1.0),
(1041, 44, 'recall_score', 'binary', NULL, NULL, '3', '1', 1.0),
(1042, 44, 'f1_score', 'binary', NULL, NULL, '3', NULL, 1.0),
(1043, 44, 'precision_score', 'binary', NULL, NULL, '1', '1', 1.0),
(1044, 44, 'recall_score', 'binary', NULL, NULL, '1', NULL, 1.0),
(1045, 44, 'f1_score', 'binary', NULL, NULL, '1', 'NaN', 1.0),
(1046, 44, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1047, 44, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 3.0),
(1048, 44, 'fbeta_score', 'weighted', 3.7, NULL, NULL, '0', 1.0),
(1049, 44, 'precision_score', 'micro', NULL, '{"1","3","99"}', NULL, NULL, 1.0),
(1050, 44, 'precision_score', 'macro', NULL, '{"1","3","99"}', NULL, '1', 1.0),
(1051, 44, 'precision_score', 'weighted', NULL, '{"1","3","99"}', NULL, '1', 1.0),
(1052, 44, 'recall_score', 'micro', NULL, '{"1","3","99"}', NULL, NULL, 1.0),
(1053, 44, 'recall_score', 'macro', NULL, '{"1","3","99"}', NULL, '1', 1.0),
(1054, 44, 'recall_score', 'weighted', NULL, '{"1","3","99"}', NULL, '1', 1.0),
(1055, 44, 'f1_score', 'micro', NULL, '{"1","3","99"}', NULL, NULL, 1.0),
(1056, 44, 'f1_score', 'macro', NULL, '{"1","3","99"}', NULL, '1', 1.0),
(1057, 44, 'f1_score', 'weighted', NULL, '{"1","3","99"}', NULL, '0', 1.0),
(1058, 45, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.375),
(1059, 45, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.3),
(1060, 45, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.375),
(1061, 45, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.375),
(1062, 45, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.36666666666666664),
(1063, 45, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.375),
(1064, 45, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.375),
(1065, 45, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.31333333333333335),
(1066, 45, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.35833333333333334),
(1067, 45, 'precision_score', 'binary', NULL, NULL, 'a,b', '0', 0.0),
(1068, 45, 'recall_score', 'binary', NULL, NULL, 'a,b', '0', 0.0),
(1069, 45, 'f1_score', 'binary', NULL, NULL, 'a,b', '1', 0.0),
(1070, 45, 'precision_score', 'binary', NULL, NULL, 'back\slash', '1', 0.5),
(1071, 45, 'recall_score', 'binary', NULL, NULL, 'back\slash', NULL, 0.3333333333333333),
(1072, 45, 'f1_score', 'binary', NULL, NULL, 'back\slash', 'NaN', 0.4),
(1073, 45, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.375),
(1074, 45, 'precision_score', 'micro', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, NULL, 0.375),
(1075, 45, 'precision_score', 'macro', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, '1', 0.5833333333333334),
(1076, 45, 'precision_score', 'weighted', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, '1', 0.5),
(1077, 45, 'recall_score', 'micro', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, '0', 0.375),
(1078, 45, 'recall_score', 'macro', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, '0', 0.3055555555555555),
(1079, 45, 'recall_score', 'weighted', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, '1', 0.375),
(1080, 45, 'f1_score', 'micro', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, '0', 0.375),
(1081, 45, 'f1_score', 'macro', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, 'NaN', 0.3133333333333333),
(1082, 45, 'f1_score', 'weighted', NULL, '{"never seen","a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, '0', 0.35833333333333334),
(1083, 46, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.6046267087276551),
(1084, 46, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.6030990543000488),
(1085, 46, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.6046267087276551),
(1086, 46, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.6046267087276551),
(1087, 46, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.6030990543000488),
(1088, 46, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.6046267087276551),
(1089, 46, 'f1_score', 'micro', NULL, NULL, NULL, '1', 0.6046267087276551),
(1090, 46, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.6030990543000488),
(1091, 46, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.6046267087276551),
(1092, 46, 'precision_score', 'binary', NULL, NULL, 'false', NULL, 0.57847533632287),
(1093, 46, 'recall_score', 'binary', NULL, NULL, 'false', 'NaN', 0.57847533632287),
(1094, 46, 'f1_score', 'binary', NULL, NULL, 'false', 'NaN', 0.57847533632287),
(1095, 46, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 0.6277227722772277),
(1096, 46, 'recall_score', 'binary', NULL, NULL, 'true', '1', 0.6277227722772277),
(1097, 46, 'f1_score', 'binary', NULL, NULL, 'true', '0', 0.6277227722772277),
(1098, 46, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6046267087276551),
(1099, 46, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 35.9375),
(1100, 46, 'fbeta_score', 'weighted', 0.5, NULL, NULL, '0', 0.6046267087276551),
(1101, 47, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1102, 47, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1103, 47, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1104, 47, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1105, 47, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1106, 47, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1107, 47, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1108, 47, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1109, 47, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(1110, 47, 'precision_score', 'binary', NULL, NULL, '9', 'NaN', 1.0),
(1111, 47, 'recall_score', 'binary', NULL, NULL, '9', NULL, 1.0),
(1112, 47, 'f1_score', 'binary', NULL, NULL, '9', 'NaN', 1.0),
(1113, 47, 'precision_score', 'binary', NULL, NULL, '8', 'NaN', 1.0),
(1114, 47, 'recall_score', 'binary', NULL, NULL, '8', NULL, 1.0),
(1115, 47, 'f1_score', 'binary', NULL, NULL, '8', NULL, 1.0),
(1116, 47, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1117, 47, 'precision_score', 'micro', NULL, '{"8","99"}', NULL, NULL, 1.0),
(1118, 47, 'precision_score', 'macro', NULL, '{"8","99"}', NULL, 'NaN', 1.0),
(1119, 47, 'precision_score', 'weighted', NULL, '{"8","99"}', NULL, 'NaN', 1.0),
(1120, 47, 'recall_score', 'micro', NULL, '{"8","99"}', NULL, '0', 1.0),
(1121, 47, 'recall_score', 'macro', NULL, '{"8","99"}', NULL, NULL, 0.5),
(1122, 47, 'recall_score', 'weighted', NULL, '{"8","99"}', NULL, '0', 1.0),
(1123, 47, 'f1_score', 'micro', NULL, '{"8","99"}', NULL, NULL, 1.0),
(1124, 47, 'f1_score', 'macro', NULL, '{"8","99"}', NULL, '1', 1.0),
(1125, 47, 'f1_score', 'weighted', NULL, '{"8","99"}', NULL, NULL, 1.0),
(1126, 48, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(1127, 48, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.0),
(1128, 48, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(1129, 48, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(1130, 48, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.0),
(1131, 48, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.0),
(1132, 48, 'f1_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(1133, 48, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1134, 48, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.0),
(1135, 48, 'precision_score', 'binary', NULL, NULL, 'a', NULL, NULL),
(1136, 48, 'recall_score', 'binary', NULL, NULL, 'a', '0', 0.0),
(1137, 48, 'f1_score', 'binary', NULL, NULL, 'a', 'NaN', 0.0),
(1138, 48, 'precision_score', 'binary', NULL, NULL, 'aaa', 'NaN', 0.0),
(1139, 48, 'recall_score', 'binary', NULL, NULL, 'aaa', NULL, NULL),
(1140, 48, 'f1_score', 'binary', NULL, NULL, 'aaa', '1', 0.0),
(1141, 48, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(1142, 48, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 0.0),
(1143, 48, 'fbeta_score', 'macro', 'Infinity', NULL, NULL, 'NaN', 0.0),
(1144, 48, 'precision_score', 'micro', NULL, '{"never seen","aaa","aa"}', NULL, '0', 0.0),
(1145, 48, 'precision_score', 'macro', NULL, '{"never seen","aaa","aa"}', NULL, '0', 0.0),
(1146, 48, 'precision_score', 'weighted', NULL, '{"never seen","aaa","aa"}', NULL, 'NaN', 0.0),
(1147, 48, 'recall_score', 'micro', NULL, '{"never seen","aaa","aa"}', NULL, '0', 0.0),
(1148, 48, 'recall_score', 'macro', NULL, '{"never seen","aaa","aa"}', NULL, 'NaN', 0.0),
(1149, 48, 'recall_score', 'weighted', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 0.0),
(1150, 48, 'f1_score', 'micro', NULL, '{"never seen","aaa","aa"}', NULL, 'NaN', 0.0),
(1151, 48, 'f1_score', 'macro', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 0.0),
(1152, 48, 'f1_score', 'weighted', NULL, '{"never seen","aaa","aa"}', NULL, NULL, 0.0),
(1153, 49, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.9),
(1154, 49, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.9027149321266968),
(1155, 49, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 0.9013574660633484),
(1156, 49, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.9),
(1157, 49, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.8973214285714286),
(1158, 49, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.9),
(1159, 49, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.9),
(1160, 49, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.898989898989899),
(1161, 49, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.8996632996632996),
(1162, 49, 'precision_score', 'binary', NULL, NULL, 'true', 'NaN', 0.9230769230769231),
(1163, 49, 'recall_score', 'binary', NULL, NULL, 'true', NULL, 0.8571428571428571),
(1164, 49, 'f1_score', 'binary', NULL, NULL, 'true', '1', 0.8888888888888888),
(1165, 49, 'precision_score', 'binary', NULL, NULL, 'false', NULL, 0.8823529411764706),
(1166, 49, 'recall_score', 'binary', NULL, NULL, 'false', NULL, 0.9375),
(1167, 49, 'f1_score', 'binary', NULL, NULL, 'false', NULL, 0.9090909090909091),
(1168, 49, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.9),
(1169, 50, 'precision_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(1170, 50, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1171, 50, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1172, 50, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1173, 50, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1174, 50, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1175, 50, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1176, 50, 'f1_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1177, 50, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1178, 50, 'precision_score', 'binary', NULL, NULL, '1', NULL, 1.0),
(1179, 50, 'recall_score', 'binary', NULL, NULL, '1', '0', 1.0),
(1180, 50, 'f1_score', 'binary', NULL, NULL, '1', NULL, 1.0),
(1181, 50, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1182, 50, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 121.8125),
(1183, 50, 'fbeta_score', 'micro', 2.0, NULL, NULL, '1', 1.0),
(1184, 50, 'precision_score', 'micro', NULL, '{"1","99"}', NULL, '0', 1.0),
(1185, 50, 'precision_score', 'macro', NULL, '{"1","99"}', NULL, '1', 1.0),
(1186, 50, 'precision_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1187, 50, 'recall_score', 'micro', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1188, 50, 'recall_score', 'macro', NULL, '{"1","99"}', NULL, '1', 1.0),
(1189, 50, 'recall_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1190, 50, 'f1_score', 'micro', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1191, 50, 'f1_score', 'macro', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1192, 50, 'f1_score', 'weighted', NULL, '{"1","99"}', NULL, '1', 1.0),
(1193, 51, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.5333333333333333),
(1194, 51, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5961904761904762),
(1195, 51, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.6420634920634921),
(1196, 51, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.5333333333333333),
(1197, 51, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5227777777777778),
(1198, 51, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.5333333333333333),
(1199, 51, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.5333333333333333),
(1200, 51, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.5116666666666666),
(1201, 51, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5430555555555556),
(1202, 51, 'precision_score', 'binary', NULL, NULL, '日本', '1', 0.7142857142857143),
(1203, 51, 'recall_score', 'binary', NULL, NULL, '日本', NULL, 0.5555555555555556),
(1204, 51, 'f1_score', 'binary', NULL, NULL, '日本', NULL, 0.625),
(1205, 51, 'precision_score', 'binary', NULL, NULL, 'z', 'NaN', 0.4166666666666667),
(1206, 51, 'recall_score', 'binary', NULL, NULL, 'z', '1', 0.625),
(1207, 51, 'f1_score', 'binary', NULL, NULL, 'z', NULL, 0.5),
(1208, 51, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5333333333333333),
(1209, 51, 'precision_score', 'micro', NULL, '{"never seen","e"}', NULL, 'NaN', 0.25),
(1210, 51, 'precision_score', 'macro', NULL, '{"never seen","e"}', NULL, '1', 0.625),
(1211, 51, 'precision_score', 'weighted', NULL, '{"never seen","e"}', NULL, NULL, 0.25),
(1212, 51, 'recall_score', 'micro', NULL, '{"never seen","e"}', NULL, NULL, 0.5),
(1213, 51, 'recall_score', 'macro', NULL, '{"never seen","e"}', NULL, NULL, 0.25),
(1214, 51, 'recall_score', 'weighted', NULL, '{"never seen","e"}', NULL, NULL, 0.5),
(1215, 51, 'f1_score', 'micro', NULL, '{"never seen","e"}', NULL, NULL, 0.3333333333333333),
(1216, 51, 'f1_score', 'macro', NULL, '{"never seen","e"}', NULL, NULL, 0.16666666666666666),
(1217, 51, 'f1_score', 'weighted', NULL, '{"never seen","e"}', NULL, '0', 0.3333333333333333),
(1218, 52, 'precision_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(1219, 52, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1220, 52, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(1221, 52, 'recall_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(1222, 52, 'recall_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1223, 52, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1224, 52, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1225, 52, 'f1_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(1226, 52, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1227, 52, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1228, 52, 'recall_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1229, 52, 'f1_score', 'binary', NULL, NULL, 'true', '1', 1.0),
(1230, 52, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1231, 52, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 2.0),
(1232, 52, 'fbeta_score', 'macro', 'Infinity', NULL, NULL, '1', 1.0),
(1233, 53, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.0),
(1234, 53, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.0),
(1235, 53, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(1236, 53, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(1237, 53, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1238, 53, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(1239, 53, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(1240, 53, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1241, 53, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(1242, 53, 'precision_score', 'binary', NULL, NULL, '0', NULL, NULL),
(1243, 53, 'recall_score', 'binary', NULL, NULL, '0', '1', 0.0),
(1244, 53, 'f1_score', 'binary', NULL, NULL, '0', NULL, 0.0),
(1245, 53, 'precision_score', 'binary', NULL, NULL, '-27', '0', 0.0),
(1246, 53, 'recall_score', 'binary', NULL, NULL, '-27', 'NaN', 'NaN'),
(1247, 53, 'f1_score', 'binary', NULL, NULL, '-27', '0', 0.0),
(1248, 53, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(1249, 53, 'precision_score', 'micro', NULL, '{"-24","27","-13","-27","0","99"}', NULL, NULL, 0.0),
(1250, 53, 'precision_score', 'macro', NULL, '{"-24","27","-13","-27","0","99"}', NULL, NULL, 0.0),
(1251, 53, 'precision_score', 'weighted', NULL, '{"-24","27","-13","-27","0","99"}', NULL, 'NaN', 0.0),
(1252, 53, 'recall_score', 'micro', NULL, '{"-24","27","-13","-27","0","99"}', NULL, NULL, 0.0),
(1253, 53, 'recall_score', 'macro', NULL, '{"-24","27","-13","-27","0","99"}', NULL, 'NaN', 0.0),
(1254, 53, 'recall_score', 'weighted', NULL, '{"-24","27","-13","-27","0","99"}', NULL, '0', 0.0),
(1255, 53, 'f1_score', 'micro', NULL, '{"-24","27","-13","-27","0","99"}', NULL, 'NaN', 0.0),
(1256, 53, 'f1_score', 'macro', NULL, '{"-24","27","-13","-27","0","99"}', NULL, NULL, 0.0),
(1257, 53, 'f1_score', 'weighted', NULL, '{"-24","27","-13","-27","0","99"}', NULL, '1', 0.0),
(1258, 54, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.3850415512465374),
(1259, 54, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.38533846629798657),
(1260, 54, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.4601025230893122),
(1261, 54, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.3850415512465374),
(1262, 54, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.35913223052968024),
(1263, 54, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.3850415512465374),
(1264, 54, 'f1_score', 'micro', NULL, NULL, NULL, '1', 0.3850415512465374),
(1265, 54, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.36113204475147115),
(1266, 54, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.408928895401577),
(1267, 54, 'precision_score', 'binary', NULL, NULL, 'dog', '1', 0.15551839464882944),
(1268, 54, 'recall_score', 'binary', NULL, NULL, 'dog', NULL, 0.2372448979591837),
(1269, 54, 'f1_score', 'binary', NULL, NULL, 'dog', NULL, 0.18787878787878787),
(1270, 54, 'precision_score', 'binary', NULL, NULL, 'bird', 'NaN', 0.3366174055829228),
(1271, 54, 'recall_score', 'binary', NULL, NULL, 'bird', NULL, 0.39805825242718446),
(1272, 54, 'f1_score', 'binary', NULL, NULL, 'bird', '0', 0.36476868327402134),
(1273, 54, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.3850415512465374),
(1274, 54, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 43.4375),
(1275, 54, 'fbeta_score', 'micro', 3.7, NULL, NULL, '1', 0.38504155124653744),
(1276, 54, 'precision_score', 'micro', NULL, '{"never seen","cat","dog"}', NULL, '1', 0.4096989966555184),
(1277, 54, 'precision_score', 'macro', NULL, '{"never seen","cat","dog"}', NULL, 'NaN', 0.4096989966555184),
(1278, 54, 'precision_score', 'weighted', NULL, '{"never seen","cat","dog"}', NULL, '0', 0.5094008451945763),
(1279, 54, 'recall_score', 'micro', NULL, '{"never seen","cat","dog"}', NULL, NULL, 0.3798449612403101),
(1280, 54, 'recall_score', 'macro', NULL, '{"never seen","cat","dog"}', NULL, '1', 0.5597794797206187),
(1281, 54, 'recall_score', 'weighted', NULL, '{"never seen","cat","dog"}', NULL, '0', 0.3798449612403101),
(1282, 54, 'f1_score', 'micro', NULL, '{"never seen","cat","dog"}', NULL, NULL, 0.39420756234915527),
(1283, 54, 'f1_score', 'macro', NULL, '{"never seen","cat","dog"}', NULL, 'NaN', 0.3593137254901961),
(1284, 54, 'f1_score', 'weighted', NULL, '{"never seen","cat","dog"}', NULL, 'NaN', 0.42655874753001977),
(1285, 55, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1286, 55, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1287, 55, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1288, 55, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1289, 55, 'recall_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1290, 55, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1291, 55, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1292, 55, 'f1_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1293, 55, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1294, 55, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1295, 55, 'recall_score', 'binary', NULL, NULL, 'true', 'NaN', 1.0),
(1296, 55, 'f1_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1297, 55, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1298, 56, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.3333333333333333),
(1299, 56, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.16666666666666666),
(1300, 56, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5),
(1301, 56, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.3333333333333333),
(1302, 56, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.16666666666666666),
(1303, 56, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.3333333333333333),
(1304, 56, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(1305, 56, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.16666666666666666),
(1306, 56, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(1307, 56, 'precision_score', 'binary', NULL, NULL, '-32768', '0', 0.5),
(1308, 56, 'recall_score', 'binary', NULL, NULL, '-32768', NULL, 0.5),
(1309, 56, 'f1_score', 'binary', NULL, NULL, '-32768', '0', 0.5),
(1310, 56, 'precision_score', 'binary', NULL, NULL, '0', NULL, 0.0),
(1311, 56, 'recall_score', 'binary', NULL, NULL, '0', '1', 1.0),
(1312, 56, 'f1_score', 'binary', NULL, NULL, '0', '1', 0.0),
(1313, 56, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.3333333333333333),
(1314, 56, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 1.0),
(1315, 56, 'fbeta_score', 'micro', 3.7, NULL, NULL, '1', 0.3333333333333333),
(1316, 56, 'precision_score', 'micro', NULL, '{"32767","99"}', NULL, NULL, 0.0),
(1317, 56, 'precision_score', 'macro', NULL, '{"32767","99"}', NULL, '0', 0.0),
(1318, 56, 'precision_score', 'weighted', NULL, '{"32767","99"}', NULL, '1', 1.0),
(1319, 56, 'recall_score', 'micro', NULL, '{"32767","99"}', NULL, '0', 0.0),
(1320, 56, 'recall_score', 'macro', NULL, '{"32767","99"}', NULL, 'NaN', 0.0),
(1321, 56, 'recall_score', 'weighted', NULL, '{"32767","99"}', NULL, 'NaN', 0.0),
(1322, 56, 'f1_score', 'micro', NULL, '{"32767","99"}', NULL, NULL, 0.0),
(1323, 56, 'f1_score', 'macro', NULL, '{"32767","99"}', NULL, NULL, 0.0),
(1324, 56, 'f1_score', 'weighted', NULL, '{"32767","99"}', NULL, NULL, 0.0),
(1325, 57, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.4),
(1326, 57, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.2222222222222222),
(1327, 57, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.4),
(1328, 57, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.4),
(1329, 57, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.2222222222222222),
(1330, 57, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.4),
(1331, 57, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.4),
(1332, 57, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.2222222222222222),
(1333, 57, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.4),
(1334, 57, 'precision_score', 'binary', NULL, NULL, 'true', '1', 0.6666666666666666),
(1335, 57, 'recall_score', 'binary', NULL, NULL, 'true', NULL, 0.6666666666666666),
(1336, 57, 'f1_score', 'binary', NULL, NULL, 'true', 'NaN', 0.6666666666666666),
(1337, 57, 'precision_score', 'binary', NULL, NULL, 'null', '1', 0.0),
(1338, 57, 'recall_score', 'binary', NULL, NULL, 'null', NULL, 0.0),
(1339, 57, 'f1_score', 'binary', NULL, NULL, 'null', NULL, 0.0),
(1340, 57, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.4),
(1341, 57, 'precision_score', 'micro', NULL, '{"never seen","NULL"}', NULL, NULL, 0.0),
(1342, 57, 'precision_score', 'macro', NULL, '{"never seen","NULL"}', NULL, NULL, 0.0),
(1343, 57, 'precision_score', 'weighted', NULL, '{"never seen","NULL"}', NULL, NULL, 0.0),
(1344, 57, 'recall_score', 'micro', NULL, '{"never seen","NULL"}', NULL, 'NaN', 0.0),
(1345, 57, 'recall_score', 'macro', NULL, '{"never seen","NULL"}', NULL, '0', 0.0),
(1346, 57, 'recall_score', 'weighted', NULL, '{"never seen","NULL"}', NULL, '1', 0.0),
(1347, 57, 'f1_score', 'micro', NULL, '{"never seen","NULL"}', NULL, '0', 0.0),
(1348, 57, 'f1_score', 'macro', NULL, '{"never seen","NULL"}', NULL, '0', 0.0),
(1349, 57, 'f1_score', 'weighted', NULL, '{"never seen","NULL"}', NULL, '0', 0.0),
(1350, 58, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.6887351778656127),
(1351, 58, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.6798647816765374),
(1352, 58, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.6836517585111042),
(1353, 58, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.6887351778656127),
(1354, 58, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.6390681738916357),
(1355, 58, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.6887351778656127),
(1356, 58, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.6887351778656127),
(1357, 58, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 0.6404073082663003),
(1358, 58, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.6693258717462123),
(1359, 58, 'precision_score', 'binary', NULL, NULL, 'true', '0', 0.6626016260162602),
(1360, 58, 'recall_score', 'binary', NULL, NULL, 'true', NULL, 0.41265822784810124),
(1361, 58, 'f1_score', 'binary', NULL, NULL, 'true', '0', 0.5085803432137286),
(1362, 58, 'precision_score', 'binary', NULL, NULL, 'false', NULL, 0.6971279373368147),
(1363, 58, 'recall_score', 'binary', NULL, NULL, 'false', NULL, 0.8654781199351702),
(1364, 58, 'f1_score', 'binary', NULL, NULL, 'false', NULL, 0.7722342733188721),
(1365, 58, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6887351778656127),
(1366, 58, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 43.5625),
(1367, 58, 'fbeta_score', 'macro', 3.7, NULL, NULL, 'NaN', 0.6375071957834965),
(1368, 59, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.3),
(1369, 59, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.29722857869310954),
(1370, 59, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.3084286803966438),
(1371, 59, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.3),
(1372, 59, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.29523809523809524),
(1373, 59, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.3),
(1374, 59, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.3),
(1375, 59, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.29447065241808673),
(1376, 59, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.3026860498700298),
(1377, 59, 'precision_score', 'binary', NULL, NULL, '2', 'NaN', 0.3333333333333333),
(1378, 59, 'recall_score', 'binary', NULL, NULL, '2', 'NaN', 0.2857142857142857),
(1379, 59, 'f1_score', 'binary', NULL, NULL, '2', NULL, 0.3076923076923077),
(1380, 59, 'precision_score', 'binary', NULL, NULL, '1', NULL, 0.34782608695652173),
(1381, 59, 'recall_score', 'binary', NULL, NULL, '1', 'NaN', 0.3333333333333333),
(1382, 59, 'f1_score', 'binary', NULL, NULL, '1', '0', 0.3404255319148936),
(1383, 59, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.3),
(1384, 59, 'precision_score', 'micro', NULL, '{"0","2","99"}', NULL, 'NaN', 0.2702702702702703),
(1385, 59, 'precision_score', 'macro', NULL, '{"0","2","99"}', NULL, 'NaN', 0.27192982456140347),
(1386, 59, 'precision_score', 'weighted', NULL, '{"0","2","99"}', NULL, NULL, 0.2821637426900585),
(1387, 59, 'recall_score', 'micro', NULL, '{"0","2","99"}', NULL, 'NaN', 0.2777777777777778),
(1388, 59, 'recall_score', 'macro', NULL, '{"0","2","99"}', NULL, '1', 0.5174603174603175),
(1389, 59, 'recall_score', 'weighted', NULL, '{"0","2","99"}', NULL, NULL, 0.2777777777777778),
(1390, 59, 'f1_score', 'micro', NULL, '{"0","2","99"}', NULL, '0', 0.273972602739726),
(1391, 59, 'f1_score', 'macro', NULL, '{"0","2","99"}', NULL, '1', 0.5143288084464556),
(1392, 59, 'f1_score', 'weighted', NULL, '{"0","2","99"}', NULL, '1', 0.277526395173454),
(1393, 60, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.8),
(1394, 60, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.6666666666666666),
(1395, 60, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.6666666666666666),
(1396, 60, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.8),
(1397, 60, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.75),
(1398, 60, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.8),
(1399, 60, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.8),
(1400, 60, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.7),
(1401, 60, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.72),
(1402, 60, 'precision_score', 'binary', NULL, NULL, 'class 9', '1', 1.0),
(1403, 60, 'recall_score', 'binary', NULL, NULL, 'class 9', NULL, 0.0),
(1404, 60, 'f1_score', 'binary', NULL, NULL, 'class 9', NULL, 0.0),
(1405, 60, 'precision_score', 'binary', NULL, NULL, 'class 11', NULL, 0.6666666666666666),
(1406, 60, 'recall_score', 'binary', NULL, NULL, 'class 11', '1', 1.0),
(1407, 60, 'f1_score', 'binary', NULL, NULL, 'class 11', 'NaN', 0.8),
(1408, 60, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.8),
(1409, 60, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 4.0),
(1410, 60, 'fbeta_score', 'micro', 0.1, NULL, NULL, '1', 0.8),
(1411, 60, 'precision_score', 'micro', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, '1', 0.75),
(1412, 60, 'precision_score', 'macro', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, '0', 0.41666666666666663),
(1413, 60, 'precision_score', 'weighted', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, NULL, 0.5833333333333333),
(1414, 60, 'recall_score', 'micro', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, 'NaN', 0.75),
(1415, 60, 'recall_score', 'macro', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, NULL, 0.5),
(1416, 60, 'recall_score', 'weighted', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, '0', 0.75),
(1417, 60, 'f1_score', 'micro', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, '1', 0.75),
(1418, 60, 'f1_score', 'macro', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, 'NaN', 0.6),
(1419, 60, 'f1_score', 'weighted', NULL, '{"never seen","class 11","class 9","class 1"}', NULL, NULL, 0.65),
(1420, 61, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.6666666666666666),
(1421, 61, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.75),
(1422, 61, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.8333333333333334),
(1423, 61, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.6666666666666666),
(1424, 61, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.75),
(1425, 61, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.6666666666666666),
(1426, 61, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.6666666666666666),
(1427, 61, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.6666666666666666),
(1428, 61, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.6666666666666666),
(1429, 61, 'precision_score', 'binary', NULL, NULL, 'false', '1', 0.5),
(1430, 61, 'recall_score', 'binary', NULL, NULL, 'false', NULL, 1.0),
(1431, 61, 'f1_score', 'binary', NULL, NULL, 'false', '0', 0.6666666666666666),
(1432, 61, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1433, 61, 'recall_score', 'binary', NULL, NULL, 'true', '1', 0.5),
(1434, 61, 'f1_score', 'binary', NULL, NULL, 'true', '1', 0.6666666666666666),
(1435, 61, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.6666666666666666),
(1436, 62, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.607825295723385),
(1437, 62, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.598981081978095),
(1438, 62, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.6733765270120047),
(1439, 62, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.607825295723385),
(1440, 62, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.6165234039227945),
(1441, 62, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 0.607825295723385),
(1442, 62, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.607825295723385),
(1443, 62, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5881858909877491),
(1444, 62, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.6232913269526982),
(1445, 62, 'precision_score', 'binary', NULL, NULL, '1', '1', 0.4083969465648855),
(1446, 62, 'recall_score', 'binary', NULL, NULL, '1', '0', 0.6388059701492538),
(1447, 62, 'f1_score', 'binary', NULL, NULL, '1', NULL, 0.49825378346915017),
(1448, 62, 'precision_score', 'binary', NULL, NULL, '-1', 'NaN', 0.7895652173913044),
(1449, 62, 'recall_score', 'binary', NULL, NULL, '-1', NULL, 0.5942408376963351),
(1450, 62, 'f1_score', 'binary', NULL, NULL, '-1', '0', 0.678117998506348),
(1451, 62, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.607825295723385),
(1452, 62, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 41.75),
(1453, 62, 'fbeta_score', 'micro', 0.5, NULL, NULL, NULL, 0.607825295723385),
(1454, 62, 'precision_score', 'micro', NULL, '{"1","99"}', NULL, '0', 0.4083969465648855),
(1455, 62, 'precision_score', 'macro', NULL, '{"1","99"}', NULL, 'NaN', 0.4083969465648855),
(1456, 62, 'precision_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 0.40839694656488545),
(1457, 62, 'recall_score', 'micro', NULL, '{"1","99"}', NULL, NULL, 0.6388059701492538),
(1458, 62, 'recall_score', 'macro', NULL, '{"1","99"}', NULL, NULL, 0.3194029850746269),
(1459, 62, 'recall_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 0.6388059701492538),
(1460, 62, 'f1_score', 'micro', NULL, '{"1","99"}', NULL, '1', 0.49825378346915017),
(1461, 62, 'f1_score', 'macro', NULL, '{"1","99"}', NULL, 'NaN', 0.49825378346915017),
(1462, 62, 'f1_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 0.49825378346915017),
(1463, 63, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.3333333333333333),
(1464, 63, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.125),
(1465, 63, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5),
(1466, 63, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(1467, 63, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.25),
(1468, 63, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.3333333333333333),
(1469, 63, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.3333333333333333),
(1470, 63, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.16666666666666666),
(1471, 63, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.2222222222222222),
(1472, 63, 'precision_score', 'binary', NULL, NULL, 'aa', NULL, NULL),
(1473, 63, 'recall_score', 'binary', NULL, NULL, 'aa', 'NaN', 0.0),
(1474, 63, 'f1_score', 'binary', NULL, NULL, 'aa', '0', 0.0),
(1475, 63, 'precision_score', 'binary', NULL, NULL, 'aaa', 'NaN', 0.0),
(1476, 63, 'recall_score', 'binary', NULL, NULL, 'aaa', '1', 1.0),
(1477, 63, 'f1_score', 'binary', NULL, NULL, 'aaa', 'NaN', 0.0),
(1478, 63, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.3333333333333333),
(1479, 63, 'precision_score', 'micro', NULL, '{"never seen","aa","a","","aaa"}', NULL, NULL, 0.3333333333333333),
(1480, 63, 'precision_score', 'macro', NULL, '{"never seen","aa","a","","aaa"}', NULL, 'NaN', 0.25),
(1481, 63, 'precision_score', 'weighted', NULL, '{"never seen","aa","a","","aaa"}', NULL, '1', 0.8333333333333334),
(1482, 63, 'recall_score', 'micro', NULL, '{"never seen","aa","a","","aaa"}', NULL, '1', 0.3333333333333333),
(1483, 63, 'recall_score', 'macro', NULL, '{"never seen","aa","a","","aaa"}', NULL, NULL, 0.2),
(1484, 63, 'recall_score', 'weighted', NULL, '{"never seen","aa","a","","aaa"}', NULL, NULL, 0.3333333333333333),
(1485, 63, 'f1_score', 'micro', NULL, '{"never seen","aa","a","","aaa"}', NULL, NULL, 0.3333333333333333),
(1486, 63, 'f1_score', 'macro', NULL, '{"never seen","aa","a","","aaa"}', NULL, NULL, 0.13333333333333333),
(1487, 63, 'f1_score', 'weighted', NULL, '{"never seen","aa","a","","aaa"}', NULL, '0', 0.2222222222222222),
(1488, 64, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.9230769230769231),
(1489, 64, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.9),
(1490, 64, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.9384615384615385),
(1491, 64, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.9230769230769231),
(1492, 64, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.9444444444444444),
(1493, 64, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.9230769230769231),
(1494, 64, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.9230769230769231),
(1495, 64, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.9150326797385621),
(1496, 64, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.9250879839115134),
(1497, 64, 'precision_score', 'binary', NULL, NULL, 'false', NULL, 1.0),
(1498, 64, 'recall_score', 'binary', NULL, NULL, 'false', NULL, 0.8888888888888888),
(1499, 64, 'f1_score', 'binary', NULL, NULL, 'false', '1', 0.9411764705882353),
(1500, 64, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 0.8),
(1501, 64, 'recall_score', 'binary', NULL, NULL, 'true', 'NaN', 1.0),
(1502, 64, 'f1_score', 'binary', NULL, NULL, 'true', '0', 0.8888888888888888),
(1503, 64, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.9230769230769231),
(1504, 64, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 12.0),
(1505, 64, 'fbeta_score', 'weighted', 'Infinity', NULL, NULL, '1', 0.9230769230769231),
(1506, 65, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(1507, 65, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1508, 65, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.0),
(1509, 65, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(1510, 65, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1511, 65, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(1512, 65, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.0),
(1513, 65, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.0),
(1514, 65, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(1515, 65, 'precision_score', 'binary', NULL, NULL, '0', NULL, NULL),
(1516, 65, 'recall_score', 'binary', NULL, NULL, '0', NULL, 0.0),
(1517, 65, 'f1_score', 'binary', NULL, NULL, '0', NULL, 0.0),
(1518, 65, 'precision_score', 'binary', NULL, NULL, '7', 'NaN', 0.0),
(1519, 65, 'recall_score', 'binary', NULL, NULL, '7', 'NaN', 0.0),
(1520, 65, 'f1_score', 'binary', NULL, NULL, '7', NULL, 0.0),
(1521, 65, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(1522, 65, 'precision_score', 'micro', NULL, '{"1","9","99"}', NULL, '0', 0.0),
(1523, 65, 'precision_score', 'macro', NULL, '{"1","9","99"}', NULL, '0', 0.0),
(1524, 65, 'precision_score', 'weighted', NULL, '{"1","9","99"}', NULL, NULL, 0.0),
(1525, 65, 'recall_score', 'micro', NULL, '{"1","9","99"}', NULL, '0', 0.0),
(1526, 65, 'recall_score', 'macro', NULL, '{"1","9","99"}', NULL, '0', 0.0),
(1527, 65, 'recall_score', 'weighted', NULL, '{"1","9","99"}', NULL, '1', 0.0),
(1528, 65, 'f1_score', 'micro', NULL, '{"1","9","99"}', NULL, '0', 0.0),
(1529, 65, 'f1_score', 'macro', NULL, '{"1","9","99"}', NULL, NULL, 0.0),
(1530, 65, 'f1_score', 'weighted', NULL, '{"1","9","99"}', NULL, '0', 0.0),
(1531, 66, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.7446120689655172),
(1532, 66, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.6529432939488538),
(1533, 66, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.8001661839202552),
(1534, 66, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.7446120689655172),
(1535, 66, 'recall_score', 'macro', NULL, NULL, NULL, '1', 0.611585855130159),
(1536, 66, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.7446120689655172),
(1537, 66, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.7446120689655172),
(1538, 66, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.6235065442588501),
(1539, 66, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.7602985333172649),
(1540, 66, 'precision_score', 'binary', NULL, NULL, '😀', '1', 1.0),
(1541, 66, 'recall_score', 'binary', NULL, NULL, '😀', NULL, 0.8481012658227848),
(1542, 66, 'f1_score', 'binary', NULL, NULL, '😀', NULL, 0.9178082191780822),
(1543, 66, 'precision_score', 'binary', NULL, NULL, 'z', '0', 0.0),
(1544, 66, 'recall_score', 'binary', NULL, NULL, 'z', 'NaN', 0.0),
(1545, 66, 'f1_score', 'binary', NULL, NULL, 'z', 'NaN', 0.0),
(1546, 66, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.7446120689655172),
(1547, 66, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 43.1875),
(1548, 66, 'fbeta_score', 'macro', 3.7, NULL, NULL, NULL, 0.612238444430053),
(1549, 66, 'precision_score', 'micro', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, '0', 0.7446120689655172),
(1550, 66, 'precision_score', 'macro', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, NULL, 0.5441194116240449),
(1551, 66, 'precision_score', 'weighted', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, 'NaN', 0.8001661839202552),
(1552, 66, 'recall_score', 'micro', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, '0', 0.7446120689655172),
(1553, 66, 'recall_score', 'macro', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, NULL, 0.5096548792751324),
(1554, 66, 'recall_score', 'weighted', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, 'NaN', 0.7446120689655172),
(1555, 66, 'f1_score', 'micro', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, '0', 0.7446120689655172),
(1556, 66, 'f1_score', 'macro', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, 'NaN', 0.6235065442588502),
(1557, 66, 'f1_score', 'weighted', NULL, '{"never seen","z","日本","É","e","😀"}', NULL, NULL, 0.760298533317265),
(1558, 67, 'precision_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(1559, 67, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1560, 67, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1561, 67, 'recall_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(1562, 67, 'recall_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(1563, 67, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1564, 67, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1565, 67, 'f1_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(1566, 67, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1567, 67, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1568, 67, 'recall_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1569, 67, 'f1_score', 'binary', NULL, NULL, 'true', '1', 1.0),
(1570, 67, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1571, 68, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.5666666666666667),
(1572, 68, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.5629960317460317),
(1573, 68, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.5658068783068783),
(1574, 68, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.5666666666666667),
(1575, 68, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.6076388888888888),
(1576, 68, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.5666666666666667),
(1577, 68, 'f1_score', 'micro', NULL, NULL, NULL, '1', 0.5666666666666667),
(1578, 68, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.5661064425770308),
(1579, 68, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.5520261437908496),
(1580, 68, 'precision_score', 'binary', NULL, NULL, 'aa', 'NaN', 0.5555555555555556),
(1581, 68, 'recall_score', 'binary', NULL, NULL, 'aa', 'NaN', 1.0),
(1582, 68, 'f1_score', 'binary', NULL, NULL, 'aa', NULL, 0.7142857142857143),
(1583, 68, 'precision_score', 'binary', NULL, NULL, '', NULL, 0.5),
(1584, 68, 'recall_score', 'binary', NULL, NULL, '', '1', 0.375),
(1585, 68, 'f1_score', 'binary', NULL, NULL, '', NULL, 0.42857142857142855),
(1586, 68, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5666666666666667),
(1587, 68, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 17.0),
(1588, 68, 'fbeta_score', 'weighted', 3.7, NULL, NULL, '1', 0.5622047887838081),
(1589, 68, 'precision_score', 'micro', NULL, '{"never seen","aaa","a"}', NULL, NULL, 0.6),
(1590, 68, 'precision_score', 'macro', NULL, '{"never seen","aaa","a"}', NULL, NULL, 0.3988095238095238),
(1591, 68, 'precision_score', 'weighted', NULL, '{"never seen","aaa","a"}', NULL, '0', 0.5997899159663865),
(1592, 68, 'recall_score', 'micro', NULL, '{"never seen","aaa","a"}', NULL, NULL, 0.5294117647058824),
(1593, 68, 'recall_score', 'macro', NULL, '{"never seen","aaa","a"}', NULL, NULL, 0.35185185185185186),
(1594, 68, 'recall_score', 'weighted', NULL, '{"never seen","aaa","a"}', NULL, NULL, 0.5294117647058824),
(1595, 68, 'f1_score', 'micro', NULL, '{"never seen","aaa","a"}', NULL, '1', 0.5625),
(1596, 68, 'f1_score', 'macro', NULL, '{"never seen","aaa","a"}', NULL, '0', 0.3738562091503268),
(1597, 68, 'f1_score', 'weighted', NULL, '{"never seen","aaa","a"}', NULL, '1', 0.56239907727797),
(1598, 69, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1599, 69, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1600, 69, 'precision_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1601, 69, 'recall_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(1602, 69, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1603, 69, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(1604, 69, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1605, 69, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1606, 69, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1607, 69, 'precision_score', 'binary', NULL, NULL, '1', NULL, 1.0),
(1608, 69, 'recall_score', 'binary', NULL, NULL, '1', '0', 1.0),
(1609, 69, 'f1_score', 'binary', NULL, NULL, '1', NULL, 1.0),
(1610, 69, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1611, 69, 'precision_score', 'micro', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1612, 69, 'precision_score', 'macro', NULL, '{"1","99"}', NULL, '1', 1.0),
(1613, 69, 'precision_score', 'weighted', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1614, 69, 'recall_score', 'micro', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1615, 69, 'recall_score', 'macro', NULL, '{"1","99"}', NULL, '1', 1.0),
(1616, 69, 'recall_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1617, 69, 'f1_score', 'micro', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1618, 69, 'f1_score', 'macro', NULL, '{"1","99"}', NULL, NULL, 0.5),
(1619, 69, 'f1_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1620, 70, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.589622641509434),
(1621, 70, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5594882020604852),
(1622, 70, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.4952548016328373),
(1623, 70, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 0.589622641509434),
(1624, 70, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5),
(1625, 70, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.589622641509434),
(1626, 70, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.589622641509434),
(1627, 70, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.3979086845466156),
(1628, 70, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.5292947571025808),
(1629, 70, 'precision_score', 'binary', NULL, NULL, 'class 6', '0', 0.0),
(1630, 70, 'recall_score', 'binary', NULL, NULL, 'class 6', '0', 0.0),
(1631, 70, 'f1_score', 'binary', NULL, NULL, 'class 6', '1', 0.0),
(1632, 70, 'precision_score', 'binary', NULL, NULL, 'class 5', 'NaN', 0.0),
(1633, 70, 'recall_score', 'binary', NULL, NULL, 'class 5', NULL, NULL),
(1634, 70, 'f1_score', 'binary', NULL, NULL, 'class 5', '0', 0.0),
(1635, 70, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.589622641509434),
(1636, 70, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 7.8125),
(1637, 70, 'fbeta_score', 'macro', 3.7, NULL, NULL, NULL, 0.43565779618842515),
(1638, 70, 'precision_score', 'micro', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, NULL, 0.589622641509434),
(1639, 70, 'precision_score', 'macro', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, 'NaN', 0.5594882020604852),
(1640, 70, 'precision_score', 'weighted', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, 'NaN', 0.8014810530241337),
(1641, 70, 'recall_score', 'micro', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, NULL, 0.589622641509434),
(1642, 70, 'recall_score', 'macro', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, NULL, 0.4),
(1643, 70, 'recall_score', 'weighted', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, '0', 0.589622641509434),
(1644, 70, 'f1_score', 'micro', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, 'NaN', 0.589622641509434),
(1645, 70, 'f1_score', 'macro', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, NULL, 0.35811781609195403),
(1646, 70, 'f1_score', 'weighted', NULL, '{"never seen","class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, '0', 0.5292947571025808),
(1647, 71, 'precision_score', 'micro', NULL, NULL, NULL, '1', 0.5),
(1648, 71, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5),
(1649, 71, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.8125),
(1650, 71, 'recall_score', 'micro', NULL, NULL, NULL, '1', 0.5),
(1651, 71, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.4666666666666667),
(1652, 71, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.5),
(1653, 71, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.5),
(1654, 71, 'f1_score', 'macro', NULL, NULL, NULL, '0', 0.3833333333333333),
(1655, 71, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.61875),
(1656, 71, 'precision_score', 'binary', NULL, NULL, '-32768', 'NaN', 0.0),
(1657, 71, 'recall_score', 'binary', NULL, NULL, '-32768', NULL, NULL),
(1658, 71, 'f1_score', 'binary', NULL, NULL, '-32768', NULL, 0.0),
(1659, 71, 'precision_score', 'binary', NULL, NULL, '0', NULL, 1.0),
(1660, 71, 'recall_score', 'binary', NULL, NULL, '0', '1', 0.6),
(1661, 71, 'f1_score', 'binary', NULL, NULL, '0', NULL, 0.75),
(1662, 71, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.5),
(1663, 71, 'precision_score', 'micro', NULL, '{"0","32767","99"}', NULL, 'NaN', 0.8),
(1664, 71, 'precision_score', 'macro', NULL, '{"0","32767","99"}', NULL, '1', 0.8333333333333334),
(1665, 71, 'precision_score', 'weighted', NULL, '{"0","32767","99"}', NULL, NULL, 0.8125),
(1666, 71, 'recall_score', 'micro', NULL, '{"0","32767","99"}', NULL, '0', 0.5),
(1667, 71, 'recall_score', 'macro', NULL, '{"0","32767","99"}', NULL, '1', 0.6444444444444445),
(1668, 71, 'recall_score', 'weighted', NULL, '{"0","32767","99"}', NULL, '1', 0.5),
(1669, 71, 'f1_score', 'micro', NULL, '{"0","32767","99"}', NULL, '1', 0.6153846153846154),
(1670, 71, 'f1_score', 'macro', NULL, '{"0","32767","99"}', NULL, '0', 0.3833333333333333),
(1671, 71, 'f1_score', 'weighted', NULL, '{"0","32767","99"}', NULL, '0', 0.61875),
(1672, 72, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(1673, 72, 'precision_score', 'macro', NULL, NULL, NULL, '1', 0.5),
(1674, 72, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(1675, 72, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.0),
(1676, 72, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1677, 72, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.0),
(1678, 72, 'f1_score', 'micro', NULL, NULL, NULL, '1', 0.0),
(1679, 72, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.0),
(1680, 72, 'f1_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.0),
(1681, 72, 'precision_score', 'binary', NULL, NULL, '😀', NULL, 0.0),
(1682, 72, 'recall_score', 'binary', NULL, NULL, '😀', '0', 0.0),
(1683, 72, 'f1_score', 'binary', NULL, NULL, '😀', '1', 0.0),
(1684, 72, 'precision_score', 'binary', NULL, NULL, '日本', NULL, NULL),
(1685, 72, 'recall_score', 'binary', NULL, NULL, '日本', '1', 0.0),
(1686, 72, 'f1_score', 'binary', NULL, NULL, '日本', '0', 0.0),
(1687, 72, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(1688, 72, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 0.0),
(1689, 72, 'fbeta_score', 'macro', 0.5, NULL, NULL, 'NaN', 0.0),
(1690, 72, 'precision_score', 'micro', NULL, '{"never seen","😀"}', NULL, NULL, 0.0),
(1691, 72, 'precision_score', 'macro', NULL, '{"never seen","😀"}', NULL, '1', 0.5),
(1692, 72, 'precision_score', 'weighted', NULL, '{"never seen","😀"}', NULL, '1', 0.5),
(1693, 72, 'recall_score', 'micro', NULL, '{"never seen","😀"}', NULL, '0', 0.0),
(1694, 72, 'recall_score', 'macro', NULL, '{"never seen","😀"}', NULL, NULL, 0.0),
(1695, 72, 'recall_score', 'weighted', NULL, '{"never seen","😀"}', NULL, '1', 1.0),
(1696, 72, 'f1_score', 'micro', NULL, '{"never seen","😀"}', NULL, '0', 0.0),
(1697, 72, 'f1_score', 'macro', NULL, '{"never seen","😀"}', NULL, '0', 0.0),
(1698, 72, 'f1_score', 'weighted', NULL, '{"never seen","😀"}', NULL, '0', 0.0),
(1699, 73, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1700, 73, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1701, 73, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1702, 73, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1703, 73, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1704, 73, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1705, 73, 'f1_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(1706, 73, 'f1_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1707, 73, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1708, 73, 'precision_score', 'binary', NULL, NULL, '1', NULL, 1.0),
(1709, 73, 'recall_score', 'binary', NULL, NULL, '1', NULL, 1.0),
(1710, 73, 'f1_score', 'binary', NULL, NULL, '1', 'NaN', 1.0),
(1711, 73, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1712, 73, 'precision_score', 'micro', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1713, 73, 'precision_score', 'macro', NULL, '{"1","99"}', NULL, '0', 0.5),
(1714, 73, 'precision_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1715, 73, 'recall_score', 'micro', NULL, '{"1","99"}', NULL, '0', 1.0),
(1716, 73, 'recall_score', 'macro', NULL, '{"1","99"}', NULL, NULL, 0.5),
(1717, 73, 'recall_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1718, 73, 'f1_score', 'micro', NULL, '{"1","99"}', NULL, '0', 1.0),
(1719, 73, 'f1_score', 'macro', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1720, 73, 'f1_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1721, 74, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1722, 74, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1723, 74, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1724, 74, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1725, 74, 'recall_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1726, 74, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1727, 74, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1728, 74, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1729, 74, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1730, 74, 'precision_score', 'binary', NULL, NULL, 'short', 'NaN', 1.0),
(1731, 74, 'recall_score', 'binary', NULL, NULL, 'short', NULL, 1.0),
(1732, 74, 'f1_score', 'binary', NULL, NULL, 'short', '0', 1.0),
(1733, 74, 'precision_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 1.0),
(1734, 74, 'recall_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 1.0),
(1735, 74, 'f1_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 1.0),
(1736, 74, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1737, 74, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 54.0625),
(1738, 74, 'fbeta_score', 'weighted', 2.0, NULL, NULL, 'NaN', 1.0),
(1739, 74, 'precision_score', 'micro', NULL, '{"never seen","short"}', NULL, NULL, 1.0),
(1740, 74, 'precision_score', 'macro', NULL, '{"never seen","short"}', NULL, NULL, 0.5),
(1741, 74, 'precision_score', 'weighted', NULL, '{"never seen","short"}', NULL, '1', 1.0),
(1742, 74, 'recall_score', 'micro', NULL, '{"never seen","short"}', NULL, 'NaN', 1.0),
(1743, 74, 'recall_score', 'macro', NULL, '{"never seen","short"}', NULL, 'NaN', 1.0),
(1744, 74, 'recall_score', 'weighted', NULL, '{"never seen","short"}', NULL, '1', 1.0),
(1745, 74, 'f1_score', 'micro', NULL, '{"never seen","short"}', NULL, NULL, 1.0),
(1746, 74, 'f1_score', 'macro', NULL, '{"never seen","short"}', NULL, NULL, 0.5),
(1747, 74, 'f1_score', 'weighted', NULL, '{"never seen","short"}', NULL, '0', 1.0),
(1748, 75, 'precision_score', 'micro', NULL, NULL, NULL, '0', 0.8),
(1749, 75, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.8888888888888888),
(1750, 75, 'precision_score', 'weighted', NULL, NULL, NULL, '0', 0.8666666666666666),
(1751, 75, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.8),
(1752, 75, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.8333333333333334),
(1753, 75, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.8),
(1754, 75, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 0.8),
(1755, 75, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.8222222222222223),
(1756, 75, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.7866666666666666),
(1757, 75, 'precision_score', 'binary', NULL, NULL, '32767', 'NaN', 0.6666666666666666),
(1758, 75, 'recall_score', 'binary', NULL, NULL, '32767', NULL, 1.0),
(1759, 75, 'f1_score', 'binary', NULL, NULL, '32767', NULL, 0.8),
(1760, 75, 'precision_score', 'binary', NULL, NULL, '-32768', 'NaN', 1.0),
(1761, 75, 'recall_score', 'binary', NULL, NULL, '-32768', NULL, 1.0),
(1762, 75, 'f1_score', 'binary', NULL, NULL, '-32768', '0', 1.0),
(1763, 75, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.8),
(1764, 75, 'precision_score', 'micro', NULL, '{"0","99"}', NULL, '0', 1.0),
(1765, 75, 'precision_score', 'macro', NULL, '{"0","99"}', NULL, '0', 0.5),
(1766, 75, 'precision_score', 'weighted', NULL, '{"0","99"}', NULL, '0', 1.0),
(1767, 75, 'recall_score', 'micro', NULL, '{"0","99"}', NULL, '1', 0.5),
(1768, 75, 'recall_score', 'macro', NULL, '{"0","99"}', NULL, 'NaN', 0.5),
(1769, 75, 'recall_score', 'weighted', NULL, '{"0","99"}', NULL, '1', 0.5),
(1770, 75, 'f1_score', 'micro', NULL, '{"0","99"}', NULL, 'NaN', 0.6666666666666666),
(1771, 75, 'f1_score', 'macro', NULL, '{"0","99"}', NULL, NULL, 0.3333333333333333),
(1772, 75, 'f1_score', 'weighted', NULL, '{"0","99"}', NULL, 'NaN', 0.6666666666666666),
(1773, 76, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(1774, 76, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1775, 76, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(1776, 76, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(1777, 76, 'recall_score', 'macro', NULL, NULL, NULL, '0', 0.0),
(1778, 76, 'recall_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(1779, 76, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(1780, 76, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.0),
(1781, 76, 'f1_score', 'weighted', NULL, NULL, NULL, '1', 0.0),
(1782, 76, 'precision_score', 'binary', NULL, NULL, '日本', NULL, 0.0),
(1783, 76, 'recall_score', 'binary', NULL, NULL, '日本', 'NaN', 0.0),
(1784, 76, 'f1_score', 'binary', NULL, NULL, '日本', '0', 0.0),
(1785, 76, 'precision_score', 'binary', NULL, NULL, 'z', 'NaN', 0.0),
(1786, 76, 'recall_score', 'binary', NULL, NULL, 'z', '0', 0.0),
(1787, 76, 'f1_score', 'binary', NULL, NULL, 'z', NULL, 0.0),
(1788, 76, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(1789, 76, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 0.0),
(1790, 76, 'fbeta_score', 'weighted', 0.1, NULL, NULL, '0', 0.0),
(1791, 76, 'precision_score', 'micro', NULL, '{"never seen","z"}', NULL, '0', 0.0),
(1792, 76, 'precision_score', 'macro', NULL, '{"never seen","z"}', NULL, '0', 0.0),
(1793, 76, 'precision_score', 'weighted', NULL, '{"never seen","z"}', NULL, '1', 0.0),
(1794, 76, 'recall_score', 'micro', NULL, '{"never seen","z"}', NULL, 'NaN', 0.0),
(1795, 76, 'recall_score', 'macro', NULL, '{"never seen","z"}', NULL, NULL, 0.0),
(1796, 76, 'recall_score', 'weighted', NULL, '{"never seen","z"}', NULL, 'NaN', 0.0),
(1797, 76, 'f1_score', 'micro', NULL, '{"never seen","z"}', NULL, NULL, 0.0),
(1798, 76, 'f1_score', 'macro', NULL, '{"never seen","z"}', NULL, NULL, 0.0),
(1799, 76, 'f1_score', 'weighted', NULL, '{"never seen","z"}', NULL, '1', 0.0),
(1800, 77, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.0),
(1801, 77, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.0),
(1802, 77, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.0),
(1803, 77, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.0),
(1804, 77, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 0.0),
(1805, 77, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 0.0),
(1806, 77, 'f1_score', 'micro', NULL, NULL, NULL, 'NaN', 0.0),
(1807, 77, 'f1_score', 'macro', NULL, NULL, NULL, '1', 0.0),
(1808, 77, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 0.0),
(1809, 77, 'precision_score', 'binary', NULL, NULL, '8', '0', 0.0),
(1810, 77, 'recall_score', 'binary', NULL, NULL, '8', '1', 0.0),
(1811, 77, 'f1_score', 'binary', NULL, NULL, '8', 'NaN', 0.0),
(1812, 77, 'precision_score', 'binary', NULL, NULL, '1', 'NaN', 0.0),
(1813, 77, 'recall_score', 'binary', NULL, NULL, '1', '1', 0.0),
(1814, 77, 'f1_score', 'binary', NULL, NULL, '1', NULL, 0.0),
(1815, 77, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.0),
(1816, 77, 'precision_score', 'micro', NULL, '{"9","6","3","5","4","2","99"}', NULL, 'NaN', 0.0),
(1817, 77, 'precision_score', 'macro', NULL, '{"9","6","3","5","4","2","99"}', NULL, 'NaN', 0.0),
(1818, 77, 'precision_score', 'weighted', NULL, '{"9","6","3","5","4","2","99"}', NULL, '1', 1.0),
(1819, 77, 'recall_score', 'micro', NULL, '{"9","6","3","5","4","2","99"}', NULL, '1', 0.0),
(1820, 77, 'recall_score', 'macro', NULL, '{"9","6","3","5","4","2","99"}', NULL, '1', 0.5714285714285714),
(1821, 77, 'recall_score', 'weighted', NULL, '{"9","6","3","5","4","2","99"}', NULL, '0', 0.0),
(1822, 77, 'f1_score', 'micro', NULL, '{"9","6","3","5","4","2","99"}', NULL, '0', 0.0),
(1823, 77, 'f1_score', 'macro', NULL, '{"9","6","3","5","4","2","99"}', NULL, NULL, 0.0),
(1824, 77, 'f1_score', 'weighted', NULL, '{"9","6","3","5","4","2","99"}', NULL, NULL, 0.0),
(1825, 78, 'precision_score', 'micro', NULL, NULL, NULL, '0', 1.0),
(1826, 78, 'precision_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1827, 78, 'precision_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(1828, 78, 'recall_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(1829, 78, 'recall_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1830, 78, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1831, 78, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1832, 78, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1833, 78, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1834, 78, 'precision_score', 'binary', NULL, NULL, 'short', 'NaN', 1.0),
(1835, 78, 'recall_score', 'binary', NULL, NULL, 'short', 'NaN', 1.0),
(1836, 78, 'f1_score', 'binary', NULL, NULL, 'short', NULL, 1.0),
(1837, 78, 'precision_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', NULL, 1.0),
(1838, 78, 'recall_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', '0', 1.0),
(1839, 78, 'f1_score', 'binary', NULL, NULL, 'a label that is rather longer than the others', '1', 1.0),
(1840, 78, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1841, 78, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 1.5),
(1842, 78, 'fbeta_score', 'micro', 'Infinity', NULL, NULL, 'NaN', 1.0),
(1843, 78, 'precision_score', 'micro', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, '1', 1.0),
(1844, 78, 'precision_score', 'macro', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, NULL, 0.5),
(1845, 78, 'precision_score', 'weighted', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, '1', 1.0),
(1846, 78, 'recall_score', 'micro', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, '0', 1.0),
(1847, 78, 'recall_score', 'macro', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, 'NaN', 1.0),
(1848, 78, 'recall_score', 'weighted', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, '1', 1.0),
(1849, 78, 'f1_score', 'micro', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, '1', 1.0),
(1850, 78, 'f1_score', 'macro', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, 'NaN', 1.0),
(1851, 78, 'f1_score', 'weighted', NULL, '{"never seen","a label that is rather longer than the others"}', NULL, NULL, 1.0),
(1852, 79, 'precision_score', 'micro', NULL, NULL, NULL, NULL, 0.55),
(1853, 79, 'precision_score', 'macro', NULL, NULL, NULL, '0', 0.5518518518518518),
(1854, 79, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 0.5544444444444444),
(1855, 79, 'recall_score', 'micro', NULL, NULL, NULL, '0', 0.55),
(1856, 79, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5529100529100529),
(1857, 79, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 0.55),
(1858, 79, 'f1_score', 'micro', NULL, NULL, NULL, '0', 0.55),
(1859, 79, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 0.5493954554930164),
(1860, 79, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 0.5493652282676673),
(1861, 79, 'precision_score', 'binary', NULL, NULL, '-32768', '1', 0.5555555555555556),
(1862, 79, 'recall_score', 'binary', NULL, NULL, '-32768', NULL, 0.47619047619047616),
(1863, 79, 'f1_score', 'binary', NULL, NULL, '-32768', NULL, 0.5128205128205128),
(1864, 79, 'precision_score', 'binary', NULL, NULL, '0', '0', 0.5),
(1865, 79, 'recall_score', 'binary', NULL, NULL, '0', NULL, 0.6111111111111112),
(1866, 79, 'f1_score', 'binary', NULL, NULL, '0', 'NaN', 0.55),
(1867, 79, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 0.55),
(1868, 79, 'precision_score', 'micro', NULL, '{"-32768","32767","0","99"}', NULL, '1', 0.55),
(1869, 79, 'precision_score', 'macro', NULL, '{"-32768","32767","0","99"}', NULL, '1', 0.6638888888888889),
(1870, 79, 'precision_score', 'weighted', NULL, '{"-32768","32767","0","99"}', NULL, '0', 0.5544444444444444),
(1871, 79, 'recall_score', 'micro', NULL, '{"-32768","32767","0","99"}', NULL, NULL, 0.55),
(1872, 79, 'recall_score', 'macro', NULL, '{"-32768","32767","0","99"}', NULL, NULL, 0.41468253968253965),
(1873, 79, 'recall_score', 'weighted', NULL, '{"-32768","32767","0","99"}', NULL, 'NaN', 0.55),
(1874, 79, 'f1_score', 'micro', NULL, '{"-32768","32767","0","99"}', NULL, NULL, 0.55),
(1875, 79, 'f1_score', 'macro', NULL, '{"-32768","32767","0","99"}', NULL, '0', 0.41204659161976237),
(1876, 79, 'f1_score', 'weighted', NULL, '{"-32768","32767","0","99"}', NULL, '0', 0.5493652282676673),
(1877, 80, 'precision_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(1878, 80, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1879, 80, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1880, 80, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1881, 80, 'recall_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(1882, 80, 'recall_score', 'weighted', NULL, NULL, NULL, 'NaN', 1.0),
(1883, 80, 'f1_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1884, 80, 'f1_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1885, 80, 'f1_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1886, 80, 'precision_score', 'binary', NULL, NULL, 'true', 'NaN', 1.0),
(1887, 80, 'recall_score', 'binary', NULL, NULL, 'true', 'NaN', 1.0),
(1888, 80, 'f1_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1889, 80, 'precision_score', 'binary', NULL, NULL, 'NULL', NULL, 1.0),
(1890, 80, 'recall_score', 'binary', NULL, NULL, 'NULL', '0', 1.0),
(1891, 80, 'f1_score', 'binary', NULL, NULL, 'NULL', NULL, 1.0),
(1892, 80, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1893, 80, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 60.0),
(1894, 80, 'fbeta_score', 'weighted', 0.1, NULL, NULL, 'NaN', 1.0),
(1895, 80, 'precision_score', 'micro', NULL, '{"never seen","null"}', NULL, '1', 1.0),
(1896, 80, 'precision_score', 'macro', NULL, '{"never seen","null"}', NULL, NULL, 0.5),
(1897, 80, 'precision_score', 'weighted', NULL, '{"never seen","null"}', NULL, NULL, 1.0),
(1898, 80, 'recall_score', 'micro', NULL, '{"never seen","null"}', NULL, '0', 1.0),
(1899, 80, 'recall_score', 'macro', NULL, '{"never seen","null"}', NULL, '0', 0.5),
(1900, 80, 'recall_score', 'weighted', NULL, '{"never seen","null"}', NULL, '1', 1.0),
(1901, 80, 'f1_score', 'micro', NULL, '{"never seen","null"}', NULL, '1', 1.0),
(1902, 80, 'f1_score', 'macro', NULL, '{"never seen","null"}', NULL, '0', 0.5),
(1903, 80, 'f1_score', 'weighted', NULL, '{"never seen","null"}', NULL, NULL, 1.0),
(1904, 81, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1905, 81, 'precision_score', 'macro', NULL, NULL, NULL, NULL, 1.0),
(1906, 81, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1907, 81, 'recall_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1908, 81, 'recall_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1909, 81, 'recall_score', 'weighted', NULL, NULL, NULL, '1', 1.0),
(1910, 81, 'f1_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(1911, 81, 'f1_score', 'macro', NULL, NULL, NULL, 'NaN', 1.0),
(1912, 81, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1913, 81, 'precision_score', 'binary', NULL, NULL, '0', '0', 1.0),
(1914, 81, 'recall_score', 'binary', NULL, NULL, '0', '0', 1.0),
(1915, 81, 'f1_score', 'binary', NULL, NULL, '0', '0', 1.0),
(1916, 81, 'precision_score', 'binary', NULL, NULL, '1', '1', 1.0),
(1917, 81, 'recall_score', 'binary', NULL, NULL, '1', '0', 1.0),
(1918, 81, 'f1_score', 'binary', NULL, NULL, '1', '1', 1.0),
(1919, 81, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1920, 81, 'precision_score', 'micro', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1921, 81, 'precision_score', 'macro', NULL, '{"1","99"}', NULL, NULL, 0.5),
(1922, 81, 'precision_score', 'weighted', NULL, '{"1","99"}', NULL, '0', 1.0),
(1923, 81, 'recall_score', 'micro', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1924, 81, 'recall_score', 'macro', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1925, 81, 'recall_score', 'weighted', NULL, '{"1","99"}', NULL, NULL, 1.0),
(1926, 81, 'f1_score', 'micro', NULL, '{"1","99"}', NULL, '1', 1.0),
(1927, 81, 'f1_score', 'macro', NULL, '{"1","99"}', NULL, '1', 1.0),
(1928, 81, 'f1_score', 'weighted', NULL, '{"1","99"}', NULL, 'NaN', 1.0),
(1929, 82, 'precision_score', 'micro', NULL, NULL, NULL, 'NaN', 1.0),
(1930, 82, 'precision_score', 'macro', NULL, NULL, NULL, '1', 1.0),
(1931, 82, 'precision_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1932, 82, 'recall_score', 'micro', NULL, NULL, NULL, NULL, 1.0),
(1933, 82, 'recall_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(1934, 82, 'recall_score', 'weighted', NULL, NULL, NULL, '0', 1.0),
(1935, 82, 'f1_score', 'micro', NULL, NULL, NULL, '1', 1.0),
(1936, 82, 'f1_score', 'macro', NULL, NULL, NULL, '0', 1.0),
(1937, 82, 'f1_score', 'weighted', NULL, NULL, NULL, NULL, 1.0),
(1938, 82, 'precision_score', 'binary', NULL, NULL, 'NULL', '1', 1.0),
(1939, 82, 'recall_score', 'binary', NULL, NULL, 'NULL', NULL, 1.0),
(1940, 82, 'f1_score', 'binary', NULL, NULL, 'NULL', '0', 1.0),
(1941, 82, 'precision_score', 'binary', NULL, NULL, 'true', NULL, 1.0),
(1942, 82, 'recall_score', 'binary', NULL, NULL, 'true', 'NaN', 1.0),
(1943, 82, 'f1_score', 'binary', NULL, NULL, 'true', '1', 1.0),
(1944, 82, 'accuracy_score', NULL, NULL, NULL, NULL, NULL, 1.0),
(1945, 82, 'accuracy_count', NULL, NULL, NULL, NULL, NULL, 7.75),
(1946, 82, 'fbeta_score', 'micro', 0.1, NULL, NULL, '0', 1.0),
(1947, 82, 'precision_score', 'micro', NULL, '{"never seen","true","null","NULL"}', NULL, 'NaN', 1.0),
(1948, 82, 'precision_score', 'macro', NULL, '{"never seen","true","null","NULL"}', NULL, '0', 0.75),
(1949, 82, 'precision_score', 'weighted', NULL, '{"never seen","true","null","NULL"}', NULL, 'NaN', 1.0),
(1950, 82, 'recall_score', 'micro', NULL, '{"never seen","true","null","NULL"}', NULL, 'NaN', 1.0),
(1951, 82, 'recall_score', 'macro', NULL, '{"never seen","true","null","NULL"}', NULL, '1', 1.0),
(1952, 82, 'recall_score', 'weighted', NULL, '{"never seen","true","null","NULL"}', NULL, 'NaN', 1.0),
(1953, 82, 'f1_score', 'micro', NULL, '{"never seen","true","null","NULL"}', NULL, NULL, 1.0),
(1954, 82, 'f1_score', 'macro', NULL, '{"never seen","true","null","NULL"}', NULL, '0', 0.75),
(1955, 82, 'f1_score', 'weighted', NULL, '{"never seen","true","null","NULL"}', NULL, NULL, 1.0);
INSERT INTO expected_report (id, set_id, labels, target_names, digits, zero_division, report) VALUES
(1, 1, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

           0       0.67      1.00      0.80         2
           1       0.00      0.00      0.00         2
           2       0.00      0.00      0.00         2

    accuracy                           0.33         6
   macro avg       0.22      0.33      0.27         6
weighted avg       0.22      0.33      0.27         6
'),
(2, 1, '{"1","2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.00      0.00      0.00         2
           2       0.00      0.00      0.00         2

   micro avg       0.00      0.00      0.00         4
   macro avg       0.00      0.00      0.00         4
weighted avg       0.00      0.00      0.00         4
'),
(3, 2, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

           0       0.50      1.00      0.67         1
           1       0.00      0.00      0.00         1
           2       1.00      0.67      0.80         3

    accuracy                           0.60         5
   macro avg       0.50      0.56      0.49         5
weighted avg       0.70      0.60      0.61         5
'),
(4, 2, '{"1","2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.00      0.00      0.00         1
           2       1.00      0.67      0.80         3

   micro avg       0.67      0.50      0.57         4
   macro avg       0.50      0.33      0.40         4
weighted avg       0.75      0.50      0.60         4
'),
(5, 3, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

           0       1.00      0.50      0.67         2
           1       0.00      0.00      0.00         2
           2       0.40      1.00      0.57         2

    accuracy                           0.50         6
   macro avg       0.47      0.50      0.41         6
weighted avg       0.47      0.50      0.41         6
'),
(6, 3, '{"1","2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.00      0.00      0.00         2
           2       0.40      1.00      0.57         2

   micro avg       0.40      0.50      0.44         4
   macro avg       0.20      0.50      0.29         4
weighted avg       0.20      0.50      0.29         4
'),
(7, 4, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

           0       1.00      1.00      1.00         1
           1       0.00      0.00      0.00         1
           2       0.50      0.50      0.50         2

    accuracy                           0.50         4
   macro avg       0.50      0.50      0.50         4
weighted avg       0.50      0.50      0.50         4
'),
(8, 4, '{"1","2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.00      0.00      0.00         1
           2       0.50      0.50      0.50         2

   micro avg       0.33      0.33      0.33         3
   macro avg       0.25      0.25      0.25         3
weighted avg       0.33      0.33      0.33         3
'),
(9, 5, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

           0       0.67      1.00      0.80         2
           1       0.00      0.00      0.00         1
           2       0.67      0.67      0.67         3

    accuracy                           0.67         6
   macro avg       0.44      0.56      0.49         6
weighted avg       0.56      0.67      0.60         6
'),
(10, 5, '{"1","2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.00      0.00      0.00         1
           2       0.67      0.67      0.67         3

   micro avg       0.67      0.50      0.57         4
   macro avg       0.33      0.33      0.33         4
weighted avg       0.50      0.50      0.50         4
'),
(11, 7, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

           1       1.00      1.00      1.00         1

    accuracy                           1.00         1
   macro avg       1.00      1.00      1.00         1
weighted avg       1.00      1.00      1.00         1
'),
(12, 8, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

           0       1.00      1.00      1.00         1

    accuracy                           1.00         1
   macro avg       1.00      1.00      1.00         1
weighted avg       1.00      1.00      1.00         1
'),
(13, 9, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

           0       0.00       nan      0.00       0.0
           1        nan      0.00      0.00       1.0

    accuracy                           0.00       1.0
   macro avg       0.00      0.00      0.00       1.0
weighted avg       0.00      0.00      0.00       1.0
'),
(14, 10, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

           0       0.00      0.00      0.00       1.0
           1       0.00      0.00      0.00       0.0

    accuracy                           0.00       1.0
   macro avg       0.00      0.00      0.00       1.0
weighted avg       0.00      0.00      0.00       1.0
'),
(15, 11, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

           0       1.00      1.00      1.00         3

    accuracy                           1.00         3
   macro avg       1.00      1.00      1.00         3
weighted avg       1.00      1.00      1.00         3
'),
(16, 12, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

           1       1.00      1.00      1.00         3

    accuracy                           1.00         3
   macro avg       1.00      1.00      1.00         3
weighted avg       1.00      1.00      1.00         3
'),
(17, 13, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

           0       0.67      1.00      0.80         2
           1       1.00      0.00      0.00         1

    accuracy                           0.67         3
   macro avg       0.83      0.50      0.40         3
weighted avg       0.78      0.67      0.53         3
'),
(18, 14, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

           0        nan      0.00      0.00       2.0
           1       0.00       nan      0.00       0.0

    accuracy                           0.00       2.0
   macro avg       0.00      0.00      0.00       2.0
weighted avg       0.00      0.00      0.00       2.0
'),
(19, 15, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

           0       0.00      0.00      0.00       0.0
           1       0.00      0.00      0.00       2.0

    accuracy                           0.00       2.0
   macro avg       0.00      0.00      0.00       2.0
weighted avg       0.00      0.00      0.00       2.0
'),
(20, 16, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

           0       0.50      1.00      0.67         1
           1        nan      0.00      0.00         1

    accuracy                           0.50         2
   macro avg       0.50      0.50      0.33         2
weighted avg       0.50      0.50      0.33         2
'),
(21, 17, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

           0       1.00      0.50      0.67         2
           1       0.00      0.00      0.00         0

    accuracy                           0.50         2
   macro avg       0.50      0.25      0.33         2
weighted avg       1.00      0.50      0.67         2
'),
(22, 18, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

          -1       1.00      0.50      0.67         2
           1       0.50      1.00      0.67         1

    accuracy                           0.67         3
   macro avg       0.75      0.75      0.67         3
weighted avg       0.83      0.67      0.67         3
'),
(23, 19, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

        True       1.00      1.00      1.00         1

    accuracy                           1.00         1
   macro avg       1.00      1.00      1.00         1
weighted avg       1.00      1.00      1.00         1
'),
(24, 20, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

       False       1.00      1.00      1.00         1

    accuracy                           1.00         1
   macro avg       1.00      1.00      1.00         1
weighted avg       1.00      1.00      1.00         1
'),
(25, 21, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

       False       0.50      1.00      0.67         1
        True        nan      0.00      0.00         1

    accuracy                           0.50         2
   macro avg       0.50      0.50      0.33         2
weighted avg       0.50      0.50      0.33         2
'),
(26, 22, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

       False       0.00      0.00      0.00       2.0
        True       0.00      0.00      0.00       0.0

    accuracy                           0.00       2.0
   macro avg       0.00      0.00      0.00       2.0
weighted avg       0.00      0.00      0.00       2.0
'),
(27, 23, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

         -35       1.00      1.00      1.00         1
         -19       1.00      1.00      1.00         1
          -6       1.00      1.00      1.00         1
          -3       1.00      1.00      1.00         1
          28       1.00      1.00      1.00         1

    accuracy                           1.00         5
   macro avg       1.00      1.00      1.00         5
weighted avg       1.00      1.00      1.00         5
'),
(28, 23, '{"-3","-19","-6","-35"}', NULL, 2, NULL, '              precision    recall  f1-score   support

          -3       1.00      1.00      1.00         1
         -19       1.00      1.00      1.00         1
          -6       1.00      1.00      1.00         1
         -35       1.00      1.00      1.00         1

   micro avg       1.00      1.00      1.00         4
   macro avg       1.00      1.00      1.00         4
weighted avg       1.00      1.00      1.00         4
'),
(29, 23, NULL, '{"name 0","name 1","name 2","name 3","name 4"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         1
      name 1     1.0000    1.0000    1.0000         1
      name 2     1.0000    1.0000    1.0000         1
      name 3     1.0000    1.0000    1.0000         1
      name 4     1.0000    1.0000    1.0000         1

    accuracy                         1.0000         5
   macro avg     1.0000    1.0000    1.0000         5
weighted avg     1.0000    1.0000    1.0000         5
'),
(30, 23, '{"-3","-19","-6","-35"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         1
two names of classes       1.00      1.00      1.00         1

           micro avg       1.00      1.00      1.00         4
           macro avg       1.00      1.00      1.00         4
        weighted avg       1.00      1.00      1.00         4
'),
(31, 24, NULL, NULL, 0, 'NaN', '              precision    recall  f1-score   support

           a          1         1         1        13
           b          1         1         1        17

    accuracy                              1        30
   macro avg          1         1         1        30
weighted avg          1         1         1        30
'),
(32, 24, '{"b"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           b       0.72      0.76      0.74        17

   micro avg       0.72      0.76      0.74        17
   macro avg       0.72      0.76      0.74        17
weighted avg       0.72      0.76      0.74        17
'),
(33, 24, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.6667    0.6154    0.6400        13
      name 1     0.7222    0.7647    0.7429        17

    accuracy                         0.7000        30
   macro avg     0.6944    0.6900    0.6914        30
weighted avg     0.6981    0.7000    0.6983        30
'),
(34, 24, '{"b"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.72      0.76      0.74        17

           micro avg       0.72      0.76      0.74        17
           macro avg       0.72      0.76      0.74        17
        weighted avg       0.72      0.76      0.74        17
'),
(35, 25, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

       False       0.50      0.50      0.50         2
        True       0.67      0.67      0.67         3

    accuracy                           0.60         5
   macro avg       0.58      0.58      0.58         5
weighted avg       0.60      0.60      0.60         5
'),
(36, 26, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

         -38       1.00      1.00      1.00       3.5
         -37       0.00      0.00      0.00       0.0
         -34       0.00      0.00      0.00       0.0
         -29       0.00      0.00      0.00       0.0
         -25       0.00      0.00      0.00       0.0
         -12       0.17      1.00      0.29      0.75
         -11       0.00      0.00      0.00       3.5
         -10       1.00      0.90      0.95    3.9375
          -2       0.00      0.00      0.00    1.5625
           3       0.00      0.00      0.00       0.0
           7       0.00      0.00      0.00    3.3125
          24       0.00      0.00      0.00    3.1875
          25       0.00      0.00      0.00      2.25
          32       0.00      0.00      0.00    4.5625
          36       0.00      0.00      0.00       0.0
          39       0.00      0.00      0.00    2.5625

    accuracy                           0.27    29.125
   macro avg       0.14      0.18      0.14    29.125
weighted avg       0.26      0.27      0.26    29.125
'),
(37, 26, '{"-38","7","-37","-29","-12","-25","39","-10"}', NULL, 2, NULL, '              precision    recall  f1-score   support

         -38       1.00      1.00      1.00       3.5
           7       0.00      0.00      0.00    3.3125
         -37       0.00      0.00      0.00       0.0
         -29       0.00      0.00      0.00       0.0
         -12       0.17      1.00      0.29      0.75
         -25       0.00      0.00      0.00       0.0
          39       0.00      0.00      0.00    2.5625
         -10       1.00      0.90      0.95    3.9375

   micro avg       0.38      0.56      0.45   14.0625
   macro avg       0.27      0.36      0.28   14.0625
weighted avg       0.54      0.56      0.53   14.0625
'),
(38, 26, NULL, '{"name 0","name 1","name 2","name 3","name 4","name 5","name 6","name 7","name 8","name 9","name 10","name 11","name 12","name 13","name 14","name 15"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000       3.5
      name 1     0.0000    0.0000    0.0000       0.0
      name 2     0.0000    0.0000    0.0000       0.0
      name 3     0.0000    0.0000    0.0000       0.0
      name 4     0.0000    0.0000    0.0000       0.0
      name 5     0.1667    1.0000    0.2857      0.75
      name 6     0.0000    0.0000    0.0000       3.5
      name 7     1.0000    0.9048    0.9500    3.9375
      name 8     0.0000    0.0000    0.0000    1.5625
      name 9     0.0000    0.0000    0.0000       0.0
     name 10     0.0000    0.0000    0.0000    3.3125
     name 11     0.0000    0.0000    0.0000    3.1875
     name 12     0.0000    0.0000    0.0000      2.25
     name 13     0.0000    0.0000    0.0000    4.5625
     name 14     0.0000    0.0000    0.0000       0.0
     name 15     0.0000    0.0000    0.0000    2.5625

    accuracy                         0.2682    29.125
   macro avg     0.1354    0.1815    0.1397    29.125
weighted avg     0.2597    0.2682    0.2560    29.125
'),
(39, 26, '{"-38","7","-37","-29","-12","-25","39","-10"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00       3.5
two names of classes       0.00      0.00      0.00    3.3125

           micro avg       0.38      0.56      0.45   14.0625
           macro avg       0.27      0.36      0.28   14.0625
        weighted avg       0.54      0.56      0.53   14.0625
'),
(40, 27, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

        bird       1.00      1.00      1.00         2
         cat       1.00      1.00      1.00         1

    accuracy                           1.00         3
   macro avg       1.00      1.00      1.00         3
weighted avg       1.00      1.00      1.00         3
'),
(41, 27, '{"bird","cat"}', NULL, 2, NULL, '              precision    recall  f1-score   support

        bird       1.00      1.00      1.00         2
         cat       1.00      1.00      1.00         1

    accuracy                           1.00         3
   macro avg       1.00      1.00      1.00         3
weighted avg       1.00      1.00      1.00         3
'),
(42, 27, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         2
      name 1     1.0000    1.0000    1.0000         1

    accuracy                         1.0000         3
   macro avg     1.0000    1.0000    1.0000         3
weighted avg     1.0000    1.0000    1.0000         3
'),
(43, 27, '{"bird","cat"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         2
two names of classes       1.00      1.00      1.00         1

            accuracy                           1.00         3
           macro avg       1.00      1.00      1.00         3
        weighted avg       1.00      1.00      1.00         3
'),
(44, 28, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

       False       1.00      1.00      1.00         2
        True       1.00      1.00      1.00         3

    accuracy                           1.00         5
   macro avg       1.00      1.00      1.00         5
weighted avg       1.00      1.00      1.00         5
'),
(45, 29, NULL, NULL, 0, '0', '              precision    recall  f1-score   support

           7          1         1         1         5

    accuracy                              1         5
   macro avg          1         1         1         5
weighted avg          1         1         1         5
'),
(46, 29, '{"7"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           7       1.00      1.00      1.00         5

    accuracy                           1.00         5
   macro avg       1.00      1.00      1.00         5
weighted avg       1.00      1.00      1.00         5
'),
(47, 29, NULL, '{"name 0"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         5

    accuracy                         1.0000         5
   macro avg     1.0000    1.0000    1.0000         5
weighted avg     1.0000    1.0000    1.0000         5
'),
(48, 29, '{"7"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         5

            accuracy                           1.00         5
           macro avg       1.00      1.00      1.00         5
        weighted avg       1.00      1.00      1.00         5
'),
(49, 30, NULL, NULL, 14, NULL, '                precision    recall  f1-score   support

            aa  1.00000000000000 1.00000000000000 1.00000000000000    2.1875
           aaa  1.00000000000000 1.00000000000000 1.00000000000000    2.3125

      accuracy                      1.00000000000000       4.5
     macro avg  1.00000000000000 1.00000000000000 1.00000000000000       4.5
  weighted avg  1.00000000000000 1.00000000000000 1.00000000000000       4.5
'),
(50, 30, '{"aaa","aa"}', NULL, 2, NULL, '              precision    recall  f1-score   support

         aaa       1.00      1.00      1.00    2.3125
          aa       1.00      1.00      1.00    2.1875

    accuracy                           1.00       4.5
   macro avg       1.00      1.00      1.00       4.5
weighted avg       1.00      1.00      1.00       4.5
'),
(51, 30, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000    2.1875
      name 1     1.0000    1.0000    1.0000    2.3125

    accuracy                         1.0000       4.5
   macro avg     1.0000    1.0000    1.0000       4.5
weighted avg     1.0000    1.0000    1.0000       4.5
'),
(52, 30, '{"aaa","aa"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00    2.3125
two names of classes       1.00      1.00      1.00    2.1875

            accuracy                           1.00       4.5
           macro avg       1.00      1.00      1.00       4.5
        weighted avg       1.00      1.00      1.00       4.5
'),
(53, 31, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

       False       0.56      0.56      0.56        34
        True       0.42      0.42      0.42        26

    accuracy                           0.50        60
   macro avg       0.49      0.49      0.49        60
weighted avg       0.50      0.50      0.50        60
'),
(54, 32, NULL, NULL, 3, 'NaN', '              precision    recall  f1-score   support

           0      1.000     1.000     1.000         1
           1      1.000     1.000     1.000         2
           2      0.500     1.000     0.667         1
           3        nan     0.000     0.000         1
           5      0.000     0.000     0.000         1
           7      0.000     0.000     0.000         1
           8      0.000       nan     0.000         0
           9        nan     0.000     0.000         1

    accuracy                          0.500         8
   macro avg      0.417     0.429     0.333         8
weighted avg      0.583     0.500     0.458         8
'),
(55, 32, '{"0","2","1","7","8","5"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           0       1.00      1.00      1.00         1
           2       0.50      1.00      0.67         1
           1       1.00      1.00      1.00         2
           7       0.00      0.00      0.00         1
           8       0.00      0.00      0.00         0
           5       0.00      0.00      0.00         1

   micro avg       0.50      0.67      0.57         6
   macro avg       0.42      0.50      0.44         6
weighted avg       0.58      0.67      0.61         6
'),
(56, 32, NULL, '{"name 0","name 1","name 2","name 3","name 4","name 5","name 6","name 7"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         1
      name 1     1.0000    1.0000    1.0000         2
      name 2     0.5000    1.0000    0.6667         1
      name 3     0.0000    0.0000    0.0000         1
      name 4     0.0000    0.0000    0.0000         1
      name 5     0.0000    0.0000    0.0000         1
      name 6     0.0000    0.0000    0.0000         0
      name 7     0.0000    0.0000    0.0000         1

    accuracy                         0.5000         8
   macro avg     0.3125    0.3750    0.3333         8
weighted avg     0.4375    0.5000    0.4583         8
'),
(57, 32, '{"0","2","1","7","8","5"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         1
two names of classes       0.50      1.00      0.67         1

           micro avg       0.50      0.67      0.57         6
           macro avg       0.42      0.50      0.44         6
        weighted avg       0.58      0.67      0.61         6
'),
(58, 33, NULL, NULL, 14, 'NaN', '                                               precision    recall  f1-score   support

a label that is rather longer than the others  0.60000000000000 0.50000000000000 0.54545454545455         6
                                        short  0.00000000000000 0.00000000000000 0.00000000000000         2

                                     accuracy                      0.37500000000000         8
                                    macro avg  0.30000000000000 0.25000000000000 0.27272727272727         8
                                 weighted avg  0.45000000000000 0.37500000000000 0.40909090909091         8
'),
(59, 33, '{"a label that is rather longer than the others","short"}', NULL, 2, NULL, '                                               precision    recall  f1-score   support

a label that is rather longer than the others       0.60      0.50      0.55         6
                                        short       0.00      0.00      0.00         2

                                     accuracy                           0.38         8
                                    macro avg       0.30      0.25      0.27         8
                                 weighted avg       0.45      0.38      0.41         8
'),
(60, 33, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.6000    0.5000    0.5455         6
      name 1     0.0000    0.0000    0.0000         2

    accuracy                         0.3750         8
   macro avg     0.3000    0.2500    0.2727         8
weighted avg     0.4500    0.3750    0.4091         8
'),
(61, 33, '{"a label that is rather longer than the others","short"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.60      0.50      0.55         6
two names of classes       0.00      0.00      0.00         2

            accuracy                           0.38         8
           macro avg       0.30      0.25      0.27         8
        weighted avg       0.45      0.38      0.41         8
'),
(62, 34, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

       False       0.52      0.69      0.59      11.5
        True       0.48      0.31      0.38      10.5

    accuracy                           0.51      22.0
   macro avg       0.50      0.50      0.49      22.0
weighted avg       0.50      0.51      0.49      22.0
'),
(63, 35, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

           2       1.00      1.00      1.00         2

    accuracy                           1.00         2
   macro avg       1.00      1.00      1.00         2
weighted avg       1.00      1.00      1.00         2
'),
(64, 35, '{"2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           2       1.00      1.00      1.00         2

    accuracy                           1.00         2
   macro avg       1.00      1.00      1.00         2
weighted avg       1.00      1.00      1.00         2
'),
(65, 35, NULL, '{"name 0"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         2

    accuracy                         1.0000         2
   macro avg     1.0000    1.0000    1.0000         2
weighted avg     1.0000    1.0000    1.0000         2
'),
(66, 35, '{"2"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         2

            accuracy                           1.00         2
           macro avg       1.00      1.00      1.00         2
        weighted avg       1.00      1.00      1.00         2
'),
(67, 36, NULL, NULL, 0, NULL, '                                               precision    recall  f1-score   support

a label that is rather longer than the others          1         0         1         2
                                        short          0         0         0         0

                                     accuracy                              0         2
                                    macro avg          0         0         0         2
                                 weighted avg          1         0         1         2
'),
(68, 36, '{"short"}', NULL, 2, NULL, '              precision    recall  f1-score   support

       short       0.00      0.00      0.00         0

   micro avg       0.00      0.00      0.00         0
   macro avg       0.00      0.00      0.00         0
weighted avg       0.00      0.00      0.00         0
'),
(69, 36, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    0.5000    0.6667         2
      name 1     0.0000    0.0000    0.0000         0

    accuracy                         0.5000         2
   macro avg     0.5000    0.2500    0.3333         2
weighted avg     1.0000    0.5000    0.6667         2
'),
(70, 36, '{"short"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00         0

           micro avg       0.00      0.00      0.00         0
           macro avg       0.00      0.00      0.00         0
        weighted avg       0.00      0.00      0.00         0
'),
(71, 37, NULL, NULL, 3, '0', '              precision    recall  f1-score   support

       False      1.000     1.000     1.000        21
        True      1.000     1.000     1.000        39

    accuracy                          1.000        60
   macro avg      1.000     1.000     1.000        60
weighted avg      1.000     1.000     1.000        60
'),
(72, 38, NULL, NULL, 3, 'NaN', '              precision    recall  f1-score   support

           1        nan     0.000     0.000    3.5625
           2      0.000       nan     0.000       0.0
           3        nan     0.000     0.000     2.875
           4      1.000     1.000     1.000       2.0
           5      0.000       nan     0.000       0.0

    accuracy                          0.237    8.4375
   macro avg      0.333     0.333     0.200    8.4375
weighted avg      1.000     0.237     0.237    8.4375
'),
(73, 38, '{"3","5"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           3       0.00      0.00      0.00     2.875
           5       0.00      0.00      0.00       0.0

   micro avg       0.00      0.00      0.00     2.875
   macro avg       0.00      0.00      0.00     2.875
weighted avg       0.00      0.00      0.00     2.875
'),
(74, 38, NULL, '{"name 0","name 1","name 2","name 3","name 4"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000    3.5625
      name 1     0.0000    0.0000    0.0000       0.0
      name 2     0.0000    0.0000    0.0000     2.875
      name 3     1.0000    1.0000    1.0000       2.0
      name 4     0.0000    0.0000    0.0000       0.0

    accuracy                         0.2370    8.4375
   macro avg     0.2000    0.2000    0.2000    8.4375
weighted avg     0.2370    0.2370    0.2370    8.4375
'),
(75, 38, '{"3","5"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00     2.875
two names of classes       0.00      0.00      0.00       0.0

           micro avg       0.00      0.00      0.00     2.875
           macro avg       0.00      0.00      0.00     2.875
        weighted avg       0.00      0.00      0.00     2.875
'),
(76, 39, NULL, NULL, 3, '0', '                                               precision    recall  f1-score   support

a label that is rather longer than the others      0.333     0.167     0.222         6
                                        short      0.500     0.714     0.588         7

                                     accuracy                          0.462        13
                                    macro avg      0.417     0.440     0.405        13
                                 weighted avg      0.423     0.462     0.419        13
'),
(77, 39, '{"short","a label that is rather longer than the others"}', NULL, 2, NULL, '                                               precision    recall  f1-score   support

                                        short       0.50      0.71      0.59         7
a label that is rather longer than the others       0.33      0.17      0.22         6

                                     accuracy                           0.46        13
                                    macro avg       0.42      0.44      0.41        13
                                 weighted avg       0.42      0.46      0.42        13
'),
(78, 39, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.3333    0.1667    0.2222         6
      name 1     0.5000    0.7143    0.5882         7

    accuracy                         0.4615        13
   macro avg     0.4167    0.4405    0.4052        13
weighted avg     0.4231    0.4615    0.4193        13
'),
(79, 39, '{"short","a label that is rather longer than the others"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.50      0.71      0.59         7
two names of classes       0.33      0.17      0.22         6

            accuracy                           0.46        13
           macro avg       0.42      0.44      0.41        13
        weighted avg       0.42      0.46      0.42        13
'),
(80, 40, NULL, NULL, 0, NULL, '              precision    recall  f1-score   support

       False          0         0         0         1
        True          1         0         1         4

    accuracy                              0         5
   macro avg          0         0         0         5
weighted avg          1         0         0         5
'),
(81, 41, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

          -1       0.65      0.79      0.71        14
           1       0.77      0.62      0.69        16

    accuracy                           0.70        30
   macro avg       0.71      0.71      0.70        30
weighted avg       0.71      0.70      0.70        30
'),
(82, 41, '{"1"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.77      0.62      0.69        16

   micro avg       0.77      0.62      0.69        16
   macro avg       0.77      0.62      0.69        16
weighted avg       0.77      0.62      0.69        16
'),
(83, 41, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.6471    0.7857    0.7097        14
      name 1     0.7692    0.6250    0.6897        16

    accuracy                         0.7000        30
   macro avg     0.7081    0.7054    0.6997        30
weighted avg     0.7122    0.7000    0.6990        30
'),
(84, 41, '{"1"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.77      0.62      0.69        16

           micro avg       0.77      0.62      0.69        16
           macro avg       0.77      0.62      0.69        16
        weighted avg       0.77      0.62      0.69        16
'),
(85, 42, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

         a,b       0.33      1.00      0.50     2.625
  back\slash       1.00      1.00      1.00    4.0625
     o''clock       1.00      1.00      1.00     7.125
      q"uote       1.00      0.38      0.55    8.3125
     {brace}       0.51      0.50      0.51     2.625

    accuracy                           0.74     24.75
   macro avg       0.77      0.78      0.71     24.75
weighted avg       0.88      0.74      0.74     24.75
'),
(86, 42, '{"o''clock","{brace}","q\"uote","a,b"}', NULL, 2, NULL, '              precision    recall  f1-score   support

     o''clock       1.00      1.00      1.00     7.125
     {brace}       0.51      0.50      0.51     2.625
      q"uote       1.00      0.38      0.55    8.3125
         a,b       0.33      1.00      0.50     2.625

   micro avg       0.69      0.69      0.69   20.6875
   macro avg       0.71      0.72      0.64   20.6875
weighted avg       0.85      0.69      0.69   20.6875
'),
(87, 42, NULL, '{"name 0","name 1","name 2","name 3","name 4"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.3333    1.0000    0.5000     2.625
      name 1     1.0000    1.0000    1.0000    4.0625
      name 2     1.0000    1.0000    1.0000     7.125
      name 3     1.0000    0.3759    0.5464    8.3125
      name 4     0.5122    0.5000    0.5060     2.625

    accuracy                         0.7374     24.75
   macro avg     0.7691    0.7752    0.7105     24.75
weighted avg     0.8776    0.7374    0.7422     24.75
'),
(88, 42, '{"o''clock","{brace}","q\"uote","a,b"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00     7.125
two names of classes       0.51      0.50      0.51     2.625

           micro avg       0.69      0.69      0.69   20.6875
           macro avg       0.71      0.72      0.64   20.6875
        weighted avg       0.85      0.69      0.69   20.6875
'),
(89, 43, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

       False       0.67      1.00      0.80         2
        True       1.00      0.83      0.91         6

    accuracy                           0.88         8
   macro avg       0.83      0.92      0.85         8
weighted avg       0.92      0.88      0.88         8
'),
(90, 44, NULL, NULL, 3, 'NaN', '              precision    recall  f1-score   support

           1      1.000     1.000     1.000         2
           3      1.000     1.000     1.000         1

    accuracy                          1.000         3
   macro avg      1.000     1.000     1.000         3
weighted avg      1.000     1.000     1.000         3
'),
(91, 44, '{"1","3"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       1.00      1.00      1.00         2
           3       1.00      1.00      1.00         1

    accuracy                           1.00         3
   macro avg       1.00      1.00      1.00         3
weighted avg       1.00      1.00      1.00         3
'),
(92, 44, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         2
      name 1     1.0000    1.0000    1.0000         1

    accuracy                         1.0000         3
   macro avg     1.0000    1.0000    1.0000         3
weighted avg     1.0000    1.0000    1.0000         3
'),
(93, 44, '{"1","3"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         2
two names of classes       1.00      1.00      1.00         1

            accuracy                           1.00         3
           macro avg       1.00      1.00      1.00         3
        weighted avg       1.00      1.00      1.00         3
'),
(94, 45, NULL, NULL, 3, '0', '              precision    recall  f1-score   support

         a,b      0.000     0.000     0.000         1
  back\slash      0.500     0.333     0.400         3
     o''clock      0.000     0.000     0.000         1
      q"uote      0.500     1.000     0.667         1
     {brace}      0.500     0.500     0.500         2

    accuracy                          0.375         8
   macro avg      0.300     0.367     0.313         8
weighted avg      0.375     0.375     0.358         8
'),
(95, 45, '{"a,b","{brace}","q\"uote","o''clock","back\\slash"}', NULL, 2, NULL, '              precision    recall  f1-score   support

         a,b       0.00      0.00      0.00         1
     {brace}       0.50      0.50      0.50         2
      q"uote       0.50      1.00      0.67         1
     o''clock       0.00      0.00      0.00         1
  back\slash       0.50      0.33      0.40         3

    accuracy                           0.38         8
   macro avg       0.30      0.37      0.31         8
weighted avg       0.38      0.38      0.36         8
'),
(96, 45, NULL, '{"name 0","name 1","name 2","name 3","name 4"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000         1
      name 1     0.5000    0.3333    0.4000         3
      name 2     0.0000    0.0000    0.0000         1
      name 3     0.5000    1.0000    0.6667         1
      name 4     0.5000    0.5000    0.5000         2

    accuracy                         0.3750         8
   macro avg     0.3000    0.3667    0.3133         8
weighted avg     0.3750    0.3750    0.3583         8
'),
(97, 45, '{"a,b","{brace}","q\"uote","o''clock","back\\slash"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00         1
two names of classes       0.50      0.50      0.50         2

            accuracy                           0.38         8
           macro avg       0.30      0.37      0.31         8
        weighted avg       0.38      0.38      0.36         8
'),
(98, 46, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

       False       0.58      0.58      0.58    27.875
        True       0.63      0.63      0.63   31.5625

    accuracy                           0.60   59.4375
   macro avg       0.60      0.60      0.60   59.4375
weighted avg       0.60      0.60      0.60   59.4375
'),
(99, 47, NULL, NULL, 0, 'NaN', '              precision    recall  f1-score   support

           0          1         1         1         2
           1          1         1         1         1
           4          1         1         1         1
           6          1         1         1         1
           7          1         1         1         1
           8          1         1         1         1
           9          1         1         1         1

    accuracy                              1         8
   macro avg          1         1         1         8
weighted avg          1         1         1         8
'),
(100, 47, '{"8"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           8       1.00      1.00      1.00         1

   micro avg       1.00      1.00      1.00         1
   macro avg       1.00      1.00      1.00         1
weighted avg       1.00      1.00      1.00         1
'),
(101, 47, NULL, '{"name 0","name 1","name 2","name 3","name 4","name 5","name 6"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         2
      name 1     1.0000    1.0000    1.0000         1
      name 2     1.0000    1.0000    1.0000         1
      name 3     1.0000    1.0000    1.0000         1
      name 4     1.0000    1.0000    1.0000         1
      name 5     1.0000    1.0000    1.0000         1
      name 6     1.0000    1.0000    1.0000         1

    accuracy                         1.0000         8
   macro avg     1.0000    1.0000    1.0000         8
weighted avg     1.0000    1.0000    1.0000         8
'),
(102, 47, '{"8"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         1

           micro avg       1.00      1.00      1.00         1
           macro avg       1.00      1.00      1.00         1
        weighted avg       1.00      1.00      1.00         1
'),
(103, 48, NULL, NULL, 3, 'NaN', '              precision    recall  f1-score   support

           a        nan     0.000     0.000       1.0
          aa        nan     0.000     0.000       1.0
         aaa      0.000       nan     0.000       0.0

    accuracy                          0.000       2.0
   macro avg      0.000     0.000     0.000       2.0
weighted avg      0.000     0.000     0.000       2.0
'),
(104, 48, '{"aaa","aa"}', NULL, 2, NULL, '              precision    recall  f1-score   support

         aaa       0.00      0.00      0.00       0.0
          aa       0.00      0.00      0.00       1.0

   micro avg       0.00      0.00      0.00       1.0
   macro avg       0.00      0.00      0.00       1.0
weighted avg       0.00      0.00      0.00       1.0
'),
(105, 48, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000       1.0
      name 1     0.0000    0.0000    0.0000       1.0
      name 2     0.0000    0.0000    0.0000       0.0

    accuracy                         0.0000       2.0
   macro avg     0.0000    0.0000    0.0000       2.0
weighted avg     0.0000    0.0000    0.0000       2.0
'),
(106, 48, '{"aaa","aa"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00       0.0
two names of classes       0.00      0.00      0.00       1.0

           micro avg       0.00      0.00      0.00       1.0
           macro avg       0.00      0.00      0.00       1.0
        weighted avg       0.00      0.00      0.00       1.0
'),
(107, 49, NULL, NULL, 3, '0', '              precision    recall  f1-score   support

       False      0.882     0.938     0.909        16
        True      0.923     0.857     0.889        14

    accuracy                          0.900        30
   macro avg      0.903     0.897     0.899        30
weighted avg      0.901     0.900     0.900        30
'),
(108, 50, NULL, NULL, 3, '0', '              precision    recall  f1-score   support

           1      1.000     1.000     1.000  121.8125

    accuracy                          1.000  121.8125
   macro avg      1.000     1.000     1.000  121.8125
weighted avg      1.000     1.000     1.000  121.8125
'),
(109, 50, '{"1"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       1.00      1.00      1.00  121.8125

    accuracy                           1.00  121.8125
   macro avg       1.00      1.00      1.00  121.8125
weighted avg       1.00      1.00      1.00  121.8125
'),
(110, 50, NULL, '{"name 0"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000  121.8125

    accuracy                         1.0000  121.8125
   macro avg     1.0000    1.0000    1.0000  121.8125
weighted avg     1.0000    1.0000    1.0000  121.8125
'),
(111, 50, '{"1"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00  121.8125

            accuracy                           1.00  121.8125
           macro avg       1.00      1.00      1.00  121.8125
        weighted avg       1.00      1.00      1.00  121.8125
'),
(112, 51, NULL, NULL, 14, 'NaN', '                precision    recall  f1-score   support

             e  0.25000000000000 0.50000000000000 0.33333333333333         2
             z  0.41666666666667 0.62500000000000 0.50000000000000         8
             É  1.00000000000000 0.33333333333333 0.50000000000000         6
            日本  0.71428571428571 0.55555555555556 0.62500000000000         9
             😀  0.60000000000000 0.60000000000000 0.60000000000000         5

      accuracy                      0.53333333333333        30
     macro avg  0.59619047619048 0.52277777777778 0.51166666666667        30
  weighted avg  0.64206349206349 0.53333333333333 0.54305555555556        30
'),
(113, 51, '{"e"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           e       0.25      0.50      0.33         2

   micro avg       0.25      0.50      0.33         2
   macro avg       0.25      0.50      0.33         2
weighted avg       0.25      0.50      0.33         2
'),
(114, 51, NULL, '{"name 0","name 1","name 2","name 3","name 4"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.2500    0.5000    0.3333         2
      name 1     0.4167    0.6250    0.5000         8
      name 2     1.0000    0.3333    0.5000         6
      name 3     0.7143    0.5556    0.6250         9
      name 4     0.6000    0.6000    0.6000         5

    accuracy                         0.5333        30
   macro avg     0.5962    0.5228    0.5117        30
weighted avg     0.6421    0.5333    0.5431        30
'),
(115, 51, '{"e"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.25      0.50      0.33         2

           micro avg       0.25      0.50      0.33         2
           macro avg       0.25      0.50      0.33         2
        weighted avg       0.25      0.50      0.33         2
'),
(116, 52, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

        True       1.00      1.00      1.00         2

    accuracy                           1.00         2
   macro avg       1.00      1.00      1.00         2
weighted avg       1.00      1.00      1.00         2
'),
(117, 53, NULL, NULL, 14, 'NaN', '                precision    recall  f1-score   support

           -27  0.00000000000000       nan 0.00000000000000       0.0
           -24  0.00000000000000       nan 0.00000000000000       0.0
           -18  0.00000000000000       nan 0.00000000000000       0.0
           -15        nan 0.00000000000000 0.00000000000000       2.0
           -13  0.00000000000000       nan 0.00000000000000       0.0
             0        nan 0.00000000000000 0.00000000000000       1.0
            16        nan 0.00000000000000 0.00000000000000       2.0
            27  0.00000000000000       nan 0.00000000000000       0.0

      accuracy                      0.00000000000000       5.0
     macro avg  0.00000000000000 0.00000000000000 0.00000000000000       5.0
  weighted avg  0.00000000000000 0.00000000000000 0.00000000000000       5.0
'),
(118, 53, '{"-24","27","-13","-27","0"}', NULL, 2, NULL, '              precision    recall  f1-score   support

         -24       0.00      0.00      0.00       0.0
          27       0.00      0.00      0.00       0.0
         -13       0.00      0.00      0.00       0.0
         -27       0.00      0.00      0.00       0.0
           0       0.00      0.00      0.00       1.0

   micro avg       0.00      0.00      0.00       1.0
   macro avg       0.00      0.00      0.00       1.0
weighted avg       0.00      0.00      0.00       1.0
'),
(119, 53, NULL, '{"name 0","name 1","name 2","name 3","name 4","name 5","name 6","name 7"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000       0.0
      name 1     0.0000    0.0000    0.0000       0.0
      name 2     0.0000    0.0000    0.0000       0.0
      name 3     0.0000    0.0000    0.0000       2.0
      name 4     0.0000    0.0000    0.0000       0.0
      name 5     0.0000    0.0000    0.0000       1.0
      name 6     0.0000    0.0000    0.0000       2.0
      name 7     0.0000    0.0000    0.0000       0.0

    accuracy                         0.0000       5.0
   macro avg     0.0000    0.0000    0.0000       5.0
weighted avg     0.0000    0.0000    0.0000       5.0
'),
(120, 53, '{"-24","27","-13","-27","0"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00       0.0
two names of classes       0.00      0.00      0.00       0.0

           micro avg       0.00      0.00      0.00       1.0
           macro avg       0.00      0.00      0.00       1.0
        weighted avg       0.00      0.00      0.00       1.0
'),
(121, 54, NULL, NULL, 14, 'NaN', '                precision    recall  f1-score   support

          bird  0.33661740558292 0.39805825242718 0.36476868327402   32.1875
           cat  0.66387959866221 0.44209354120267 0.53074866310160    56.125
           dog  0.15551839464883 0.23724489795918 0.18787878787879      24.5

      accuracy                      0.38504155124654  112.8125
     macro avg  0.38533846629799 0.35913223052968 0.36113204475147  112.8125
  weighted avg  0.46010252308931 0.38504155124654 0.40892889540158  112.8125
'),
(122, 54, '{"cat","dog"}', NULL, 2, NULL, '              precision    recall  f1-score   support

         cat       0.66      0.44      0.53    56.125
         dog       0.16      0.24      0.19      24.5

   micro avg       0.41      0.38      0.39    80.625
   macro avg       0.41      0.34      0.36    80.625
weighted avg       0.51      0.38      0.43    80.625
'),
(123, 54, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.3366    0.3981    0.3648   32.1875
      name 1     0.6639    0.4421    0.5307    56.125
      name 2     0.1555    0.2372    0.1879      24.5

    accuracy                         0.3850  112.8125
   macro avg     0.3853    0.3591    0.3611  112.8125
weighted avg     0.4601    0.3850    0.4089  112.8125
'),
(124, 54, '{"cat","dog"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.66      0.44      0.53    56.125
two names of classes       0.16      0.24      0.19      24.5

           micro avg       0.41      0.38      0.39    80.625
           macro avg       0.41      0.34      0.36    80.625
        weighted avg       0.51      0.38      0.43    80.625
'),
(125, 55, NULL, NULL, 2, NULL, '              precision    recall  f1-score   support

        True       1.00      1.00      1.00         3

    accuracy                           1.00         3
   macro avg       1.00      1.00      1.00         3
weighted avg       1.00      1.00      1.00         3
'),
(126, 56, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

      -32768       0.50      0.50      0.50         2
           0       0.00      1.00      0.00         0
       32767       1.00      0.00      0.00         1

    accuracy                           0.33         3
   macro avg       0.50      0.50      0.17         3
weighted avg       0.67      0.33      0.33         3
'),
(127, 56, '{"32767"}', NULL, 2, NULL, '              precision    recall  f1-score   support

       32767       0.00      0.00      0.00         1

   micro avg       0.00      0.00      0.00         1
   macro avg       0.00      0.00      0.00         1
weighted avg       0.00      0.00      0.00         1
'),
(128, 56, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.5000    0.5000    0.5000         2
      name 1     0.0000    0.0000    0.0000         0
      name 2     0.0000    0.0000    0.0000         1

    accuracy                         0.3333         3
   macro avg     0.1667    0.1667    0.1667         3
weighted avg     0.3333    0.3333    0.3333         3
'),
(129, 56, '{"32767"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00         1

           micro avg       0.00      0.00      0.00         1
           macro avg       0.00      0.00      0.00         1
        weighted avg       0.00      0.00      0.00         1
'),
(130, 57, NULL, NULL, 14, '0', '                precision    recall  f1-score   support

          NULL  0.00000000000000 0.00000000000000 0.00000000000000         1
          null  0.00000000000000 0.00000000000000 0.00000000000000         1
          true  0.66666666666667 0.66666666666667 0.66666666666667         3

      accuracy                      0.40000000000000         5
     macro avg  0.22222222222222 0.22222222222222 0.22222222222222         5
  weighted avg  0.40000000000000 0.40000000000000 0.40000000000000         5
'),
(131, 57, '{"NULL"}', NULL, 2, NULL, '              precision    recall  f1-score   support

        NULL       0.00      0.00      0.00         1

   micro avg       0.00      0.00      0.00         1
   macro avg       0.00      0.00      0.00         1
weighted avg       0.00      0.00      0.00         1
'),
(132, 57, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000         1
      name 1     0.0000    0.0000    0.0000         1
      name 2     0.6667    0.6667    0.6667         3

    accuracy                         0.4000         5
   macro avg     0.2222    0.2222    0.2222         5
weighted avg     0.4000    0.4000    0.4000         5
'),
(133, 57, '{"NULL"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00         1

           micro avg       0.00      0.00      0.00         1
           macro avg       0.00      0.00      0.00         1
        weighted avg       0.00      0.00      0.00         1
'),
(134, 58, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

       False       0.70      0.87      0.77   38.5625
        True       0.66      0.41      0.51   24.6875

    accuracy                           0.69     63.25
   macro avg       0.68      0.64      0.64     63.25
weighted avg       0.68      0.69      0.67     63.25
'),
(135, 59, NULL, NULL, 3, '0', '              precision    recall  f1-score   support

           0      0.211     0.267     0.235        15
           1      0.348     0.333     0.340        24
           2      0.333     0.286     0.308        21

    accuracy                          0.300        60
   macro avg      0.297     0.295     0.294        60
weighted avg      0.308     0.300     0.303        60
'),
(136, 59, '{"0","2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           0       0.21      0.27      0.24        15
           2       0.33      0.29      0.31        21

   micro avg       0.27      0.28      0.27        36
   macro avg       0.27      0.28      0.27        36
weighted avg       0.28      0.28      0.28        36
'),
(137, 59, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.2105    0.2667    0.2353        15
      name 1     0.3478    0.3333    0.3404        24
      name 2     0.3333    0.2857    0.3077        21

    accuracy                         0.3000        60
   macro avg     0.2972    0.2952    0.2945        60
weighted avg     0.3084    0.3000    0.3027        60
'),
(138, 59, '{"0","2"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.21      0.27      0.24        15
two names of classes       0.33      0.29      0.31        21

           micro avg       0.27      0.28      0.27        36
           macro avg       0.27      0.28      0.27        36
        weighted avg       0.28      0.28      0.28        36
'),
(139, 60, NULL, NULL, 14, NULL, '                precision    recall  f1-score   support

       class 1  1.00000000000000 1.00000000000000 1.00000000000000         1
      class 11  0.66666666666667 1.00000000000000 0.80000000000000         2
       class 3  1.00000000000000 1.00000000000000 1.00000000000000         1
       class 9  0.00000000000000 0.00000000000000 0.00000000000000         1

      accuracy                      0.80000000000000         5
     macro avg  0.66666666666667 0.75000000000000 0.70000000000000         5
  weighted avg  0.66666666666667 0.80000000000000 0.72000000000000         5
'),
(140, 60, '{"class 11","class 9","class 1"}', NULL, 2, NULL, '              precision    recall  f1-score   support

    class 11       0.67      1.00      0.80         2
     class 9       0.00      0.00      0.00         1
     class 1       1.00      1.00      1.00         1

   micro avg       0.75      0.75      0.75         4
   macro avg       0.56      0.67      0.60         4
weighted avg       0.58      0.75      0.65         4
'),
(141, 60, NULL, '{"name 0","name 1","name 2","name 3"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         1
      name 1     0.6667    1.0000    0.8000         2
      name 2     1.0000    1.0000    1.0000         1
      name 3     0.0000    0.0000    0.0000         1

    accuracy                         0.8000         5
   macro avg     0.6667    0.7500    0.7000         5
weighted avg     0.6667    0.8000    0.7200         5
'),
(142, 60, '{"class 11","class 9","class 1"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.67      1.00      0.80         2
two names of classes       0.00      0.00      0.00         1

           micro avg       0.75      0.75      0.75         4
           macro avg       0.56      0.67      0.60         4
        weighted avg       0.58      0.75      0.65         4
'),
(143, 61, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

       False       0.50      1.00      0.67         1
        True       1.00      0.50      0.67         2

    accuracy                           0.67         3
   macro avg       0.75      0.75      0.67         3
weighted avg       0.83      0.67      0.67         3
'),
(144, 62, NULL, NULL, 0, NULL, '              precision    recall  f1-score   support

          -1          1         1         1     47.75
           1          0         1         0   20.9375

    accuracy                              1   68.6875
   macro avg          1         1         1   68.6875
weighted avg          1         1         1   68.6875
'),
(145, 62, '{"1"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.41      0.64      0.50   20.9375

   micro avg       0.41      0.64      0.50   20.9375
   macro avg       0.41      0.64      0.50   20.9375
weighted avg       0.41      0.64      0.50   20.9375
'),
(146, 62, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.7896    0.5942    0.6781     47.75
      name 1     0.4084    0.6388    0.4983   20.9375

    accuracy                         0.6078   68.6875
   macro avg     0.5990    0.6165    0.5882   68.6875
weighted avg     0.6734    0.6078    0.6233   68.6875
'),
(147, 62, '{"1"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.41      0.64      0.50   20.9375

           micro avg       0.41      0.64      0.50   20.9375
           macro avg       0.41      0.64      0.50   20.9375
        weighted avg       0.41      0.64      0.50   20.9375
'),
(148, 63, NULL, NULL, 14, '0', '                precision    recall  f1-score   support

                0.50000000000000 1.00000000000000 0.66666666666667         1
             a  0.00000000000000 0.00000000000000 0.00000000000000         1
            aa  0.00000000000000 0.00000000000000 0.00000000000000         1
           aaa  0.00000000000000 0.00000000000000 0.00000000000000         0

      accuracy                      0.33333333333333         3
     macro avg  0.12500000000000 0.25000000000000 0.16666666666667         3
  weighted avg  0.16666666666667 0.33333333333333 0.22222222222222         3
'),
(149, 63, '{"aa","a","","aaa"}', NULL, 2, NULL, '              precision    recall  f1-score   support

          aa       0.00      0.00      0.00         1
           a       0.00      0.00      0.00         1
                   0.50      1.00      0.67         1
         aaa       0.00      0.00      0.00         0

    accuracy                           0.33         3
   macro avg       0.12      0.25      0.17         3
weighted avg       0.17      0.33      0.22         3
'),
(150, 63, NULL, '{"name 0","name 1","name 2","name 3"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.5000    1.0000    0.6667         1
      name 1     0.0000    0.0000    0.0000         1
      name 2     0.0000    0.0000    0.0000         1
      name 3     0.0000    0.0000    0.0000         0

    accuracy                         0.3333         3
   macro avg     0.1250    0.2500    0.1667         3
weighted avg     0.1667    0.3333    0.2222         3
'),
(151, 63, '{"aa","a","","aaa"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00         1
two names of classes       0.00      0.00      0.00         1

            accuracy                           0.33         3
           macro avg       0.12      0.25      0.17         3
        weighted avg       0.17      0.33      0.22         3
'),
(152, 64, NULL, NULL, 14, '0', '                precision    recall  f1-score   support

         False  1.00000000000000 0.88888888888889 0.94117647058824         9
          True  0.80000000000000 1.00000000000000 0.88888888888889         4

      accuracy                      0.92307692307692        13
     macro avg  0.90000000000000 0.94444444444444 0.91503267973856        13
  weighted avg  0.93846153846154 0.92307692307692 0.92508798391151        13
'),
(153, 65, NULL, NULL, 3, '0', '              precision    recall  f1-score   support

           0      0.000     0.000     0.000       1.0
           1      0.000     0.000     0.000       1.0
           3      0.000     0.000     0.000       1.0
           6      0.000     0.000     0.000       1.0
           7      0.000     0.000     0.000       1.0
           9      0.000     0.000     0.000       0.0

    accuracy                          0.000       5.0
   macro avg      0.000     0.000     0.000       5.0
weighted avg      0.000     0.000     0.000       5.0
'),
(154, 65, '{"1","9"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       0.00      0.00      0.00       1.0
           9       0.00      0.00      0.00       0.0

   micro avg       0.00      0.00      0.00       1.0
   macro avg       0.00      0.00      0.00       1.0
weighted avg       0.00      0.00      0.00       1.0
'),
(155, 65, NULL, '{"name 0","name 1","name 2","name 3","name 4","name 5"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000       1.0
      name 1     0.0000    0.0000    0.0000       1.0
      name 2     0.0000    0.0000    0.0000       1.0
      name 3     0.0000    0.0000    0.0000       1.0
      name 4     0.0000    0.0000    0.0000       1.0
      name 5     0.0000    0.0000    0.0000       0.0

    accuracy                         0.0000       5.0
   macro avg     0.0000    0.0000    0.0000       5.0
weighted avg     0.0000    0.0000    0.0000       5.0
'),
(156, 65, '{"1","9"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00       1.0
two names of classes       0.00      0.00      0.00       0.0

           micro avg       0.00      0.00      0.00       1.0
           macro avg       0.00      0.00      0.00       1.0
        weighted avg       0.00      0.00      0.00       1.0
'),
(157, 66, NULL, NULL, 0, 'NaN', '              precision    recall  f1-score   support

           e          1         1         1      18.5
           z          0         0         0     0.875
           É          1         1         1      15.0
          日本          1         1         1     13.75
           😀          1         1         1     9.875

    accuracy                              1      58.0
   macro avg          1         1         1      58.0
weighted avg          1         1         1      58.0
'),
(158, 66, '{"z","日本","É","e","😀"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           z       0.00      0.00      0.00     0.875
          日本       0.56      0.54      0.55     13.75
           É       0.77      1.00      0.87      15.0
           e       0.93      0.67      0.78      18.5
           😀       1.00      0.85      0.92     9.875

    accuracy                           0.74      58.0
   macro avg       0.65      0.61      0.62      58.0
weighted avg       0.80      0.74      0.76      58.0
'),
(159, 66, NULL, '{"name 0","name 1","name 2","name 3","name 4"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.9340    0.6689    0.7795      18.5
      name 1     0.0000    0.0000    0.0000     0.875
      name 2     0.7668    1.0000    0.8680      15.0
      name 3     0.5640    0.5409    0.5522     13.75
      name 4     1.0000    0.8481    0.9178     9.875

    accuracy                         0.7446      58.0
   macro avg     0.6529    0.6116    0.6235      58.0
weighted avg     0.8002    0.7446    0.7603      58.0
'),
(160, 66, '{"z","日本","É","e","😀"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00     0.875
two names of classes       0.56      0.54      0.55     13.75

            accuracy                           0.74      58.0
           macro avg       0.65      0.61      0.62      58.0
        weighted avg       0.80      0.74      0.76      58.0
'),
(161, 67, NULL, NULL, 3, '0', '              precision    recall  f1-score   support

        True      1.000     1.000     1.000         2

    accuracy                          1.000         2
   macro avg      1.000     1.000     1.000         2
weighted avg      1.000     1.000     1.000         2
'),
(162, 68, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

                   0.50      0.38      0.43         8
           a       0.62      0.56      0.59         9
          aa       0.56      1.00      0.71         5
         aaa       0.57      0.50      0.53         8

    accuracy                           0.57        30
   macro avg       0.56      0.61      0.57        30
weighted avg       0.57      0.57      0.55        30
'),
(163, 68, '{"aaa","a"}', NULL, 2, NULL, '              precision    recall  f1-score   support

         aaa       0.57      0.50      0.53         8
           a       0.62      0.56      0.59         9

   micro avg       0.60      0.53      0.56        17
   macro avg       0.60      0.53      0.56        17
weighted avg       0.60      0.53      0.56        17
'),
(164, 68, NULL, '{"name 0","name 1","name 2","name 3"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.5000    0.3750    0.4286         8
      name 1     0.6250    0.5556    0.5882         9
      name 2     0.5556    1.0000    0.7143         5
      name 3     0.5714    0.5000    0.5333         8

    accuracy                         0.5667        30
   macro avg     0.5630    0.6076    0.5661        30
weighted avg     0.5658    0.5667    0.5520        30
'),
(165, 68, '{"aaa","a"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.57      0.50      0.53         8
two names of classes       0.62      0.56      0.59         9

           micro avg       0.60      0.53      0.56        17
           macro avg       0.60      0.53      0.56        17
        weighted avg       0.60      0.53      0.56        17
'),
(166, 69, NULL, NULL, 3, '1', '              precision    recall  f1-score   support

           1      1.000     1.000     1.000        13

    accuracy                          1.000        13
   macro avg      1.000     1.000     1.000        13
weighted avg      1.000     1.000     1.000        13
'),
(167, 69, '{"1"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       1.00      1.00      1.00        13

    accuracy                           1.00        13
   macro avg       1.00      1.00      1.00        13
weighted avg       1.00      1.00      1.00        13
'),
(168, 69, NULL, '{"name 0"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000        13

    accuracy                         1.0000        13
   macro avg     1.0000    1.0000    1.0000        13
weighted avg     1.0000    1.0000    1.0000        13
'),
(169, 69, '{"1"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00        13

            accuracy                           1.00        13
           macro avg       1.00      1.00      1.00        13
        weighted avg       1.00      1.00      1.00        13
'),
(170, 70, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

     class 0        nan      0.00      0.00     0.875
    class 10       1.00      1.00      1.00       3.0
    class 11        nan      0.00      0.00      2.25
     class 2       0.88      1.00      0.94    2.8125
     class 4       0.47      1.00      0.64      1.75
     class 5       0.00       nan      0.00       0.0
     class 6       0.00      0.00      0.00     0.375
     class 8        nan      0.00      0.00    1.9375
     class 9       1.00      1.00      1.00      0.25

    accuracy                           0.59     13.25
   macro avg       0.56      0.50      0.40     13.25
weighted avg       0.80      0.59      0.53     13.25
'),
(171, 70, '{"class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', NULL, 2, NULL, '              precision    recall  f1-score   support

    class 10       1.00      1.00      1.00       3.0
     class 0       0.00      0.00      0.00     0.875
     class 8       0.00      0.00      0.00    1.9375
     class 4       0.47      1.00      0.64      1.75
     class 9       1.00      1.00      1.00      0.25
    class 11       0.00      0.00      0.00      2.25
     class 2       0.88      1.00      0.94    2.8125
     class 6       0.00      0.00      0.00     0.375
     class 5       0.00      0.00      0.00       0.0

    accuracy                           0.59     13.25
   macro avg       0.37      0.44      0.40     13.25
weighted avg       0.50      0.59      0.53     13.25
'),
(172, 70, NULL, '{"name 0","name 1","name 2","name 3","name 4","name 5","name 6","name 7","name 8"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000     0.875
      name 1     1.0000    1.0000    1.0000       3.0
      name 2     0.0000    0.0000    0.0000      2.25
      name 3     0.8824    1.0000    0.9375    2.8125
      name 4     0.4746    1.0000    0.6437      1.75
      name 5     0.0000    0.0000    0.0000       0.0
      name 6     0.0000    0.0000    0.0000     0.375
      name 7     0.0000    0.0000    0.0000    1.9375
      name 8     1.0000    1.0000    1.0000      0.25

    accuracy                         0.5896     13.25
   macro avg     0.3730    0.4444    0.3979     13.25
weighted avg     0.4953    0.5896    0.5293     13.25
'),
(173, 70, '{"class 10","class 0","class 8","class 4","class 9","class 11","class 2","class 6","class 5"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00       3.0
two names of classes       0.00      0.00      0.00     0.875

            accuracy                           0.59     13.25
           macro avg       0.37      0.44      0.40     13.25
        weighted avg       0.50      0.59      0.53     13.25
'),
(174, 71, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

      -32768       0.00      0.00      0.00         0
           0       1.00      0.60      0.75         5
       32767       0.50      0.33      0.40         3

    accuracy                           0.50         8
   macro avg       0.50      0.31      0.38         8
weighted avg       0.81      0.50      0.62         8
'),
(175, 71, '{"0","32767"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           0       1.00      0.60      0.75         5
       32767       0.50      0.33      0.40         3

   micro avg       0.80      0.50      0.62         8
   macro avg       0.75      0.47      0.57         8
weighted avg       0.81      0.50      0.62         8
'),
(176, 71, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000         0
      name 1     1.0000    0.6000    0.7500         5
      name 2     0.5000    0.3333    0.4000         3

    accuracy                         0.5000         8
   macro avg     0.5000    0.3111    0.3833         8
weighted avg     0.8125    0.5000    0.6188         8
'),
(177, 71, '{"0","32767"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      0.60      0.75         5
two names of classes       0.50      0.33      0.40         3

           micro avg       0.80      0.50      0.62         8
           macro avg       0.75      0.47      0.57         8
        weighted avg       0.81      0.50      0.62         8
'),
(178, 72, NULL, NULL, 2, 'NaN', '              precision    recall  f1-score   support

           e        nan      0.00      0.00       2.0
           É       0.00       nan      0.00       0.0
          日本        nan      0.00      0.00       1.0
           😀       0.00       nan      0.00       0.0

    accuracy                           0.00       3.0
   macro avg       0.00      0.00      0.00       3.0
weighted avg       0.00      0.00      0.00       3.0
'),
(179, 72, '{"😀"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           😀       0.00      0.00      0.00       0.0

   micro avg       0.00      0.00      0.00       0.0
   macro avg       0.00      0.00      0.00       0.0
weighted avg       0.00      0.00      0.00       0.0
'),
(180, 72, NULL, '{"name 0","name 1","name 2","name 3"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000       2.0
      name 1     0.0000    0.0000    0.0000       0.0
      name 2     0.0000    0.0000    0.0000       1.0
      name 3     0.0000    0.0000    0.0000       0.0

    accuracy                         0.0000       3.0
   macro avg     0.0000    0.0000    0.0000       3.0
weighted avg     0.0000    0.0000    0.0000       3.0
'),
(181, 72, '{"😀"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00       0.0

           micro avg       0.00      0.00      0.00       0.0
           macro avg       0.00      0.00      0.00       0.0
        weighted avg       0.00      0.00      0.00       0.0
'),
(182, 73, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

           1       1.00      1.00      1.00         5

    accuracy                           1.00         5
   macro avg       1.00      1.00      1.00         5
weighted avg       1.00      1.00      1.00         5
'),
(183, 73, '{"1"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       1.00      1.00      1.00         5

    accuracy                           1.00         5
   macro avg       1.00      1.00      1.00         5
weighted avg       1.00      1.00      1.00         5
'),
(184, 73, NULL, '{"name 0"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         5

    accuracy                         1.0000         5
   macro avg     1.0000    1.0000    1.0000         5
weighted avg     1.0000    1.0000    1.0000         5
'),
(185, 73, '{"1"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         5

            accuracy                           1.00         5
           macro avg       1.00      1.00      1.00         5
        weighted avg       1.00      1.00      1.00         5
'),
(186, 74, NULL, NULL, 3, NULL, '                                               precision    recall  f1-score   support

a label that is rather longer than the others      1.000     1.000     1.000   26.0625
                                        short      1.000     1.000     1.000      28.0

                                     accuracy                          1.000   54.0625
                                    macro avg      1.000     1.000     1.000   54.0625
                                 weighted avg      1.000     1.000     1.000   54.0625
'),
(187, 74, '{"short"}', NULL, 2, NULL, '              precision    recall  f1-score   support

       short       1.00      1.00      1.00      28.0

   micro avg       1.00      1.00      1.00      28.0
   macro avg       1.00      1.00      1.00      28.0
weighted avg       1.00      1.00      1.00      28.0
'),
(188, 74, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000   26.0625
      name 1     1.0000    1.0000    1.0000      28.0

    accuracy                         1.0000   54.0625
   macro avg     1.0000    1.0000    1.0000   54.0625
weighted avg     1.0000    1.0000    1.0000   54.0625
'),
(189, 74, '{"short"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00      28.0

           micro avg       1.00      1.00      1.00      28.0
           macro avg       1.00      1.00      1.00      28.0
        weighted avg       1.00      1.00      1.00      28.0
'),
(190, 75, NULL, NULL, 2, '1', '              precision    recall  f1-score   support

      -32768       1.00      1.00      1.00         1
           0       1.00      0.50      0.67         2
       32767       0.67      1.00      0.80         2

    accuracy                           0.80         5
   macro avg       0.89      0.83      0.82         5
weighted avg       0.87      0.80      0.79         5
'),
(191, 75, '{"0"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           0       1.00      0.50      0.67         2

   micro avg       1.00      0.50      0.67         2
   macro avg       1.00      0.50      0.67         2
weighted avg       1.00      0.50      0.67         2
'),
(192, 75, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         1
      name 1     1.0000    0.5000    0.6667         2
      name 2     0.6667    1.0000    0.8000         2

    accuracy                         0.8000         5
   macro avg     0.8889    0.8333    0.8222         5
weighted avg     0.8667    0.8000    0.7867         5
'),
(193, 75, '{"0"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      0.50      0.67         2

           micro avg       1.00      0.50      0.67         2
           macro avg       1.00      0.50      0.67         2
        weighted avg       1.00      0.50      0.67         2
'),
(194, 76, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

           z       0.00      0.00      0.00       1.0
          日本       0.00      0.00      0.00       1.0

    accuracy                           0.00       2.0
   macro avg       0.00      0.00      0.00       2.0
weighted avg       0.00      0.00      0.00       2.0
'),
(195, 76, '{"z"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           z       0.00      0.00      0.00       1.0

   micro avg       0.00      0.00      0.00       1.0
   macro avg       0.00      0.00      0.00       1.0
weighted avg       0.00      0.00      0.00       1.0
'),
(196, 76, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000       1.0
      name 1     0.0000    0.0000    0.0000       1.0

    accuracy                         0.0000       2.0
   macro avg     0.0000    0.0000    0.0000       2.0
weighted avg     0.0000    0.0000    0.0000       2.0
'),
(197, 76, '{"z"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00       1.0

           micro avg       0.00      0.00      0.00       1.0
           macro avg       0.00      0.00      0.00       1.0
        weighted avg       0.00      0.00      0.00       1.0
'),
(198, 77, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

           0       0.00      0.00      0.00       3.0
           1       0.00      0.00      0.00       3.0
           2       0.00      0.00      0.00       0.0
           3       0.00      0.00      0.00       0.0
           4       0.00      0.00      0.00       1.0
           5       0.00      0.00      0.00       1.0
           6       0.00      0.00      0.00       0.0
           7       0.00      0.00      0.00       2.0
           8       0.00      0.00      0.00       2.0
           9       0.00      0.00      0.00       1.0

    accuracy                           0.00      13.0
   macro avg       0.00      0.00      0.00      13.0
weighted avg       0.00      0.00      0.00      13.0
'),
(199, 77, '{"9","6","3","5","4","2"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           9       0.00      0.00      0.00       1.0
           6       0.00      0.00      0.00       0.0
           3       0.00      0.00      0.00       0.0
           5       0.00      0.00      0.00       1.0
           4       0.00      0.00      0.00       1.0
           2       0.00      0.00      0.00       0.0

   micro avg       0.00      0.00      0.00       3.0
   macro avg       0.00      0.00      0.00       3.0
weighted avg       0.00      0.00      0.00       3.0
'),
(200, 77, NULL, '{"name 0","name 1","name 2","name 3","name 4","name 5","name 6","name 7","name 8","name 9"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.0000    0.0000    0.0000       3.0
      name 1     0.0000    0.0000    0.0000       3.0
      name 2     0.0000    0.0000    0.0000       0.0
      name 3     0.0000    0.0000    0.0000       0.0
      name 4     0.0000    0.0000    0.0000       1.0
      name 5     0.0000    0.0000    0.0000       1.0
      name 6     0.0000    0.0000    0.0000       0.0
      name 7     0.0000    0.0000    0.0000       2.0
      name 8     0.0000    0.0000    0.0000       2.0
      name 9     0.0000    0.0000    0.0000       1.0

    accuracy                         0.0000      13.0
   macro avg     0.0000    0.0000    0.0000      13.0
weighted avg     0.0000    0.0000    0.0000      13.0
'),
(201, 77, '{"9","6","3","5","4","2"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.00      0.00      0.00       1.0
two names of classes       0.00      0.00      0.00       0.0

           micro avg       0.00      0.00      0.00       3.0
           macro avg       0.00      0.00      0.00       3.0
        weighted avg       0.00      0.00      0.00       3.0
'),
(202, 78, NULL, NULL, 0, '0', '                                               precision    recall  f1-score   support

a label that is rather longer than the others          1         1         1       1.0
                                        short          1         1         1       0.5

                                     accuracy                              1       1.5
                                    macro avg          1         1         1       1.5
                                 weighted avg          1         1         1       1.5
'),
(203, 78, '{"a label that is rather longer than the others"}', NULL, 2, NULL, '                                               precision    recall  f1-score   support

a label that is rather longer than the others       1.00      1.00      1.00       1.0

                                    micro avg       1.00      1.00      1.00       1.0
                                    macro avg       1.00      1.00      1.00       1.0
                                 weighted avg       1.00      1.00      1.00       1.0
'),
(204, 78, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000       1.0
      name 1     1.0000    1.0000    1.0000       0.5

    accuracy                         1.0000       1.5
   macro avg     1.0000    1.0000    1.0000       1.5
weighted avg     1.0000    1.0000    1.0000       1.5
'),
(205, 78, '{"a label that is rather longer than the others"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00       1.0

           micro avg       1.00      1.00      1.00       1.0
           macro avg       1.00      1.00      1.00       1.0
        weighted avg       1.00      1.00      1.00       1.0
'),
(206, 79, NULL, NULL, 2, '0', '              precision    recall  f1-score   support

      -32768       0.56      0.48      0.51        21
           0       0.50      0.61      0.55        18
       32767       0.60      0.57      0.59        21

    accuracy                           0.55        60
   macro avg       0.55      0.55      0.55        60
weighted avg       0.55      0.55      0.55        60
'),
(207, 79, '{"-32768","32767","0"}', NULL, 2, NULL, '              precision    recall  f1-score   support

      -32768       0.56      0.48      0.51        21
       32767       0.60      0.57      0.59        21
           0       0.50      0.61      0.55        18

    accuracy                           0.55        60
   macro avg       0.55      0.55      0.55        60
weighted avg       0.55      0.55      0.55        60
'),
(208, 79, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     0.5556    0.4762    0.5128        21
      name 1     0.5000    0.6111    0.5500        18
      name 2     0.6000    0.5714    0.5854        21

    accuracy                         0.5500        60
   macro avg     0.5519    0.5529    0.5494        60
weighted avg     0.5544    0.5500    0.5494        60
'),
(209, 79, '{"-32768","32767","0"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       0.56      0.48      0.51        21
two names of classes       0.60      0.57      0.59        21

            accuracy                           0.55        60
           macro avg       0.55      0.55      0.55        60
        weighted avg       0.55      0.55      0.55        60
'),
(210, 80, NULL, NULL, 3, 'NaN', '              precision    recall  f1-score   support

        NULL      1.000     1.000     1.000        17
        null      1.000     1.000     1.000        16
        true      1.000     1.000     1.000        27

    accuracy                          1.000        60
   macro avg      1.000     1.000     1.000        60
weighted avg      1.000     1.000     1.000        60
'),
(211, 80, '{"null"}', NULL, 2, NULL, '              precision    recall  f1-score   support

        null       1.00      1.00      1.00        16

   micro avg       1.00      1.00      1.00        16
   macro avg       1.00      1.00      1.00        16
weighted avg       1.00      1.00      1.00        16
'),
(212, 80, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000        17
      name 1     1.0000    1.0000    1.0000        16
      name 2     1.0000    1.0000    1.0000        27

    accuracy                         1.0000        60
   macro avg     1.0000    1.0000    1.0000        60
weighted avg     1.0000    1.0000    1.0000        60
'),
(213, 80, '{"null"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00        16

           micro avg       1.00      1.00      1.00        16
           macro avg       1.00      1.00      1.00        16
        weighted avg       1.00      1.00      1.00        16
'),
(214, 81, NULL, NULL, 14, 'NaN', '                precision    recall  f1-score   support

             0  1.00000000000000 1.00000000000000 1.00000000000000         1
             1  1.00000000000000 1.00000000000000 1.00000000000000         2

      accuracy                      1.00000000000000         3
     macro avg  1.00000000000000 1.00000000000000 1.00000000000000         3
  weighted avg  1.00000000000000 1.00000000000000 1.00000000000000         3
'),
(215, 81, '{"1"}', NULL, 2, NULL, '              precision    recall  f1-score   support

           1       1.00      1.00      1.00         2

   micro avg       1.00      1.00      1.00         2
   macro avg       1.00      1.00      1.00         2
weighted avg       1.00      1.00      1.00         2
'),
(216, 81, NULL, '{"name 0","name 1"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000         1
      name 1     1.0000    1.0000    1.0000         2

    accuracy                         1.0000         3
   macro avg     1.0000    1.0000    1.0000         3
weighted avg     1.0000    1.0000    1.0000         3
'),
(217, 81, '{"1"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00         2

           micro avg       1.00      1.00      1.00         2
           macro avg       1.00      1.00      1.00         2
        weighted avg       1.00      1.00      1.00         2
'),
(218, 82, NULL, NULL, 0, '1', '              precision    recall  f1-score   support

        NULL          1         1         1    4.4375
        null          1         1         1      2.75
        true          1         1         1    0.5625

    accuracy                              1      7.75
   macro avg          1         1         1      7.75
weighted avg          1         1         1      7.75
'),
(219, 82, '{"true","null","NULL"}', NULL, 2, NULL, '              precision    recall  f1-score   support

        true       1.00      1.00      1.00    0.5625
        null       1.00      1.00      1.00      2.75
        NULL       1.00      1.00      1.00    4.4375

    accuracy                           1.00      7.75
   macro avg       1.00      1.00      1.00      7.75
weighted avg       1.00      1.00      1.00      7.75
'),
(220, 82, NULL, '{"name 0","name 1","name 2"}', 4, NULL, '              precision    recall  f1-score   support

      name 0     1.0000    1.0000    1.0000    4.4375
      name 1     1.0000    1.0000    1.0000      2.75
      name 2     1.0000    1.0000    1.0000    0.5625

    accuracy                         1.0000      7.75
   macro avg     1.0000    1.0000    1.0000      7.75
weighted avg     1.0000    1.0000    1.0000      7.75
'),
(221, 82, '{"true","null","NULL"}', '{"only","two names of classes"}', 2, NULL, '                      precision    recall  f1-score   support

                only       1.00      1.00      1.00    0.5625
two names of classes       1.00      1.00      1.00      2.75

            accuracy                           1.00      7.75
           macro avg       1.00      1.00      1.00      7.75
        weighted avg       1.00      1.00      1.00      7.75
');
INSERT INTO expected_cell (set_id, y_true, y_pred, n) VALUES
(1, '0', '0', 2.0),
(1, '1', '0', 1.0),
(1, '1', '2', 1.0),
(1, '2', '1', 2.0),
(2, '0', '0', 1.0),
(2, '1', '0', 1.0),
(2, '2', '1', 1.0),
(2, '2', '2', 2.0),
(3, '0', '0', 1.0),
(3, '0', '2', 1.0),
(3, '1', '2', 2.0),
(3, '2', '2', 2.0),
(4, '0', '0', 1.0),
(4, '1', '2', 1.0),
(4, '2', '1', 1.0),
(4, '2', '2', 1.0),
(5, '0', '0', 2.0),
(5, '1', '2', 1.0),
(5, '2', '0', 1.0),
(5, '2', '2', 2.0),
(7, '1', '1', 1.0),
(8, '0', '0', 1.0),
(9, '1', '0', 1.0),
(10, '0', '1', 1.0),
(11, '0', '0', 3.0),
(12, '1', '1', 3.0),
(13, '0', '0', 2.0),
(13, '1', '0', 1.0),
(14, '0', '1', 2.0),
(15, '1', '0', 2.0),
(16, '0', '0', 1.0),
(16, '1', '0', 1.0),
(17, '0', '0', 1.0),
(17, '0', '1', 1.0),
(18, '-1', '-1', 1.0),
(18, '-1', '1', 1.0),
(18, '1', '1', 1.0),
(19, 'true', 'true', 1.0),
(20, 'false', 'false', 1.0),
(21, 'false', 'false', 1.0),
(21, 'true', 'false', 1.0),
(22, 'false', 'true', 2.0),
(23, '-35', '-35', 1.0),
(23, '-19', '-19', 1.0),
(23, '-6', '-6', 1.0),
(23, '-3', '-3', 1.0),
(23, '28', '28', 1.0),
(26, '-38', '-38', 3.5),
(26, '-12', '-12', 0.75),
(26, '-11', '-29', 3.5),
(26, '-10', '-25', 0.375),
(26, '-10', '-10', 3.5625),
(26, '-2', '39', 1.5625),
(26, '7', '3', 3.3125),
(26, '24', '36', 3.1875),
(26, '25', '-34', 2.25),
(26, '32', '-25', 0.5),
(26, '32', '-12', 3.75),
(26, '32', '7', 0.3125),
(26, '39', '-37', 2.5625),
(28, 'false', 'false', 2.0),
(28, 'true', 'true', 3.0),
(29, '7', '7', 5.0),
(32, '0', '0', 1.0),
(32, '1', '1', 2.0),
(32, '2', '2', 1.0),
(32, '3', '5', 1.0),
(32, '5', '7', 1.0),
(32, '7', '2', 1.0),
(32, '9', '8', 1.0),
(33, 'a label that is rather longer than the others', 'a label that is rather longer than the others', 3.0),
(33, 'a label that is rather longer than the others', 'short', 3.0),
(33, 'short', 'a label that is rather longer than the others', 2.0),
(35, '2', '2', 2.0),
(38, '1', '2', 3.5625),
(38, '3', '5', 2.875),
(38, '4', '4', 2.0),
(41, '-1', '-1', 11.0),
(41, '-1', '1', 3.0),
(41, '1', '-1', 6.0),
(41, '1', '1', 10.0),
(43, 'false', 'false', 2.0),
(43, 'true', 'false', 1.0),
(43, 'true', 'true', 5.0),
(44, '1', '1', 2.0),
(44, '3', '3', 1.0),
(47, '0', '0', 2.0),
(47, '1', '1', 1.0),
(47, '4', '4', 1.0),
(47, '6', '6', 1.0),
(47, '7', '7', 1.0),
(47, '8', '8', 1.0),
(47, '9', '9', 1.0),
(48, 'a', 'aaa', 1.0),
(48, 'aa', 'aaa', 1.0),
(50, '1', '1', 121.8125),
(53, '-15', '-24', 1.0),
(53, '-15', '-13', 1.0),
(53, '0', '27', 1.0),
(53, '16', '-27', 1.0),
(53, '16', '-18', 1.0),
(56, '-32768', '-32768', 1.0),
(56, '-32768', '0', 1.0),
(56, '32767', '-32768', 1.0),
(58, 'false', 'false', 33.375),
(58, 'false', 'true', 5.1875),
(58, 'true', 'false', 14.5),
(58, 'true', 'true', 10.1875),
(59, '0', '0', 4.0),
(59, '0', '1', 7.0),
(59, '0', '2', 4.0),
(59, '1', '0', 8.0),
(59, '1', '1', 8.0),
(59, '1', '2', 8.0),
(59, '2', '0', 7.0),
(59, '2', '1', 8.0),
(59, '2', '2', 6.0),
(62, '-1', '-1', 28.375),
(62, '-1', '1', 19.375),
(62, '1', '-1', 7.5625),
(62, '1', '1', 13.375),
(63, '', '', 1.0),
(63, 'a', '', 1.0),
(63, 'aa', 'aaa', 1.0),
(65, '0', '9', 1.0),
(65, '1', '9', 1.0),
(65, '3', '7', 1.0),
(65, '6', '1', 1.0),
(65, '7', '6', 1.0),
(68, '', '', 3.0),
(68, '', 'a', 3.0),
(68, '', 'aa', 1.0),
(68, '', 'aaa', 1.0),
(68, 'a', 'a', 5.0),
(68, 'a', 'aa', 2.0),
(68, 'a', 'aaa', 2.0),
(68, 'aa', 'aa', 5.0),
(68, 'aaa', '', 3.0),
(68, 'aaa', 'aa', 1.0),
(68, 'aaa', 'aaa', 4.0),
(71, '0', '-32768', 1.0),
(71, '0', '0', 3.0),
(71, '0', '32767', 1.0),
(71, '32767', '-32768', 2.0),
(71, '32767', '32767', 1.0),
(73, '1', '1', 5.0),
(74, 'a label that is rather longer than the others', 'a label that is rather longer than the others', 26.0625),
(74, 'short', 'short', 28.0),
(77, '0', '1', 1.0),
(77, '0', '6', 1.0),
(77, '0', '7', 1.0),
(77, '1', '2', 1.0),
(77, '1', '3', 1.0),
(77, '1', '7', 1.0),
(77, '4', '3', 1.0),
(77, '5', '8', 1.0),
(77, '7', '0', 1.0),
(77, '7', '6', 1.0),
(77, '8', '3', 2.0),
(77, '9', '3', 1.0),
(78, 'a label that is rather longer than the others', 'a label that is rather longer than the others', 1.0),
(78, 'short', 'short', 0.5),
(80, 'NULL', 'NULL', 17.0),
(80, 'null', 'null', 16.0),
(80, 'true', 'true', 27.0);
