# Rows of stored artifacts that are changed in every way, one at a time: what is read is right, or a clean error.
use strict;
use warnings;

system('createdb', 'mreg_mutations') == 0 or die('createdb failed');
exec qw(/usr/bin/python3 -I test/lib/mutations.py mreg_mutations) or die;
