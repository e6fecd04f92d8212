<?php
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/**
 * A consent tool whose answer Duet reads: one class in Consent/Tool, which is found there by itself, and the script
 * with its slug in src/storefront/consent/tools/.
 */
interface ConsentTool {

	/** The value of the setting `consent.tool`, and the name of the script that reads the answer in the browser. */
	public function slug(): string;

	/** As the merchant knows it. */
	public function name(): string;

	/**
	 * @return list<string> Folders of its plugins. The main file's name may differ between versions, the folder does
	 *         not.
	 */
	public function plugins(): array;

	/** What the merchant has to do in the tool so that visitors can answer about TikTok; '' for nothing. */
	public function hint(): string;

	/**
	 * What its cookie says about advertising. The visitor controls every byte of a cookie, so a value of another form
	 * is no answer, and nothing throws.
	 *
	 * @return bool|null null: no answer, or a tool whose answer only the browser can read.
	 */
	public function answer( ToolCookies $cookies ): ?bool;
}
