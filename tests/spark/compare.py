"""Runs the README's Spark recipes in local mode and compares with what `drucksachen convert --one-pass` wrote.

usage: compare.py PIPE_RECIPE PANDAS_RECIPE EXPECTED.jsonl   (in the folder that holds papers/)
"""

import json
import os
import sys

os.environ["PYSPARK_PYTHON"] = sys.executable

from pyspark.sql import SparkSession  # noqa: E402


def by_name(lines):
    return {record["source"]["name"]: record for record in map(json.loads, lines)}


def main():
    pipe_recipe, pandas_recipe, expected_path = sys.argv[1:]
    with open(expected_path, encoding="utf-8") as file:
        expected = by_name(file)
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    scope = {"spark": spark}
    exec(open(pipe_recipe, encoding="utf-8").read(), scope)
    piped = by_name(scope["lines"].collect())
    assert piped == expected, "rdd.pipe gives other records than convert"
    numbers = {row.number for row in scope["records"].select("paper.number").collect()}
    assert numbers == {record["paper"]["number"] for record in expected.values()}, numbers

    scope = {"spark": spark}
    exec(open(pandas_recipe, encoding="utf-8").read(), scope)
    mapped = by_name(row.record for row in scope["records"].collect())
    assert mapped == expected, "mapInPandas gives other records than convert"

    print(f"{len(piped)} records by rdd.pipe, {len(mapped)} by mapInPandas")
    spark.stop()


main()
