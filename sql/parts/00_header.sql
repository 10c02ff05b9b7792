\echo Use "CREATE EXTENSION mreg" to load this file. \quit
