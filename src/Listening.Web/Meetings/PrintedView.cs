using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Listening.Web.Meetings;

/// <summary>Writes a view into text instead of an answer.</summary>
public sealed class PrintedView(IRazorViewEngine views, ITempDataProvider tempData, IModelMetadataProvider metadata)
{
    /// <summary>The view's text.</summary>
    /// <param name="context">The request for which it is written.</param>
    /// <param name="path">The view's place, from the top of the project.</param>
    /// <param name="model">What it shows.</param>
    /// <exception cref="InvalidOperationException">There is no such view.</exception>
    public async Task<string> RenderAsync<T>(ActionContext context, string path, T model)
    {
        var view = views.GetView(executingFilePath: null, path, isMainPage: false).View ?? throw new InvalidOperationException($"There is no view {path}.");
        await using var text = new StringWriter();
        var data = new ViewDataDictionary<T>(metadata, context.ModelState) { Model = model };
        await view.RenderAsync(new ViewContext(context, view, data, new TempDataDictionary(context.HttpContext, tempData), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}
