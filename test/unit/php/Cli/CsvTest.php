<?php
declare(strict_types=1);

namespace Duet\Test\Cli;

use Duet\Cli\Csv;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class CsvTest extends TestCase {

	public function test_a_table_comes_back_as_it_was(): void {
		$rows  = [ [ 'name' => "Mug, \"red\"\nlarge", 'value' => 12.5 ], [ 'name' => 'Käse 🧀', 'value' => -3 ], [ 'value' => [ 'no scalar' ] ] ];
		$text  = Csv::table( [ 'name', 'value' ], $rows );
		$again = fopen( 'php://memory', 'r+' );
		fwrite( $again, substr( $text, 3 ) );
		rewind( $again );
		$read = [];
		while ( false !== ( $line = fgetcsv( $again, null, ',', '"', '' ) ) ) {
			$read[] = $line;
		}
		self::assertStringStartsWith( "\u{FEFF}\"name\",\"value\"\r\n", $text );
		self::assertSame( [ [ 'name', 'value' ], [ "Mug, \"red\"\nlarge", '12.5' ], [ 'Käse 🧀', '-3' ], [ '', '' ] ], $read );
	}

	/** @return iterable<array{string}> */
	public static function formulas(): iterable {
		foreach ( [ '=HYPERLINK("http://evil.test")', '+1+1', '-2+3', '@SUM(A1)', "\t=1", "\r=1", ' =1', '＝1+1', '＠SUM(A1)', "\u{A0}=1", "\u{200B}=1", "=1\xFF", "\n=cmd|' /C calc'!A0" ] as $formula ) {
			yield $formula => [ $formula ];
		}
	}

	#[DataProvider( 'formulas' )]
	public function test_a_formula_is_text( string $formula ): void {
		self::assertStringContainsString( "\r\n\"'", Csv::table( [ 'name' ], [ [ 'name' => $formula ] ] ) );
	}
}
